import { mockApis } from '@backstage/frontend-test-utils';
import { HandbookClient } from './HandbookClient';

function clientAnswering(answer: () => Response) {
  const requests: { url: string; init?: RequestInit }[] = [];
  const client = HandbookClient.create({
    discovery: mockApis.discovery({ baseUrl: 'http://portal.example' }),
    fetch: {
      fetch: async (input, init) => {
        requests.push({ url: String(input), init });
        return answer();
      },
    },
  });
  return { client, requests };
}

describe('HandbookClient', () => {
  it('encodes what it asks for, and leaves out filters that are empty', async () => {
    const { client, requests } = clientAnswering(() => Response.json({}));
    await client.listDocuments({ kind: 'adr', search: 'a&b', owner: '', offset: 0 });
    await client.getDocument({ repository: 'connectly/platform', path: 'docs/adr/0001 x?.md', language: 'ko' });
    expect(requests.map(request => request.url)).toEqual([
      'http://portal.example/api/handbook/documents?kind=adr&search=a%26b&offset=0',
      'http://portal.example/api/handbook/document?repository=connectly%2Fplatform&path=docs%2Fadr%2F0001+x%3F.md&language=ko',
    ]);
  });

  it('sends a pasted text in the body and never in the address', async () => {
    const { client, requests } = clientAnswering(() => Response.json({ matches: [], masked: 0 }));
    await client.troubleshoot({ text: 'password=hunter2', language: 'en' });
    expect(requests[0].url).toBe('http://portal.example/api/handbook/troubleshoot');
    expect(requests[0].init?.body).toBe('{"text":"password=hunter2","language":"en"}');
  });

  it('throws what the server says is wrong', async () => {
    const { client } = clientAnswering(() =>
      Response.json({ error: { name: 'NotFoundError', message: 'PLT-404: there is none' } }, { status: 404 }),
    );
    await expect(client.getDocument({ repository: 'a/b', path: 'c' })).rejects.toMatchObject({ name: 'ResponseError', statusCode: 404 });
  });
});
