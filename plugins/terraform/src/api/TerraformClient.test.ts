import { mockApis } from '@backstage/frontend-test-utils';
import { TerraformClient } from './TerraformClient';

/** A client whose requests are answered by `answer`. */
function clientAnswering(
  answer: (url: string, init?: RequestInit) => Response,
) {
  const requests: string[] = [];
  const client = TerraformClient.create({
    discovery: mockApis.discovery({ baseUrl: 'http://portal.example' }),
    fetch: {
      fetch: async (input, init) => {
        requests.push(String(input));
        return answer(String(input), init);
      },
    },
  });
  return { client, requests };
}

describe('TerraformClient', () => {
  it('encodes names and leaves out filters that are empty', async () => {
    const { client, requests } = clientAnswering(() => Response.json({}));
    await client.getServiceUsage('connectly/check out');
    await client.getModuleVersion({ name: '../a?b', version: '1.0.0+x' });
    await client.listModules({
      search: 'a&b',
      owner: '',
      offset: 0,
      limit: 50,
    });
    expect(requests).toEqual([
      'http://portal.example/api/terraform/services/connectly%2Fcheck%20out/usage',
      'http://portal.example/api/terraform/modules/..%2Fa%3Fb/versions/1.0.0%2Bx',
      'http://portal.example/api/terraform/modules?search=a%26b&offset=0&limit=50',
    ]);
  });

  it('throws what the server says is wrong', async () => {
    const body = {
      error: {
        name: 'NotFoundError',
        message: 'PLT-404: there is no module "x"',
      },
    };
    const { client } = clientAnswering(() =>
      Response.json(body, { status: 404 }),
    );
    await expect(client.getModule('x')).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
    });
  });

  it('passes the signal on', async () => {
    const abort = new AbortController();
    const { client } = clientAnswering((_, init) => {
      expect(init?.signal).toBe(abort.signal);
      return Response.json({});
    });
    await client.getStack('network', { signal: abort.signal });
    expect.assertions(1);
  });

  it('sends a draft in the body, and does without a handbook', async () => {
    const bodies: unknown[] = [];
    const { client, requests } = clientAnswering((url, init) => {
      bodies.push(init?.body);
      return url.includes('/handbook/') ? Response.json({}, { status: 404 }) : Response.json({});
    });
    const draft = { call: 'db', values: { name: 'x' }, wired: [] };
    await client.writeModuleCall({ name: 'rds', version: '1.0.0', draft });
    expect(await client.listDocuments({ about: 'resource:default/network', language: 'ko' })).toBeUndefined();
    expect(requests).toEqual([
      'http://portal.example/api/terraform/modules/rds/versions/1.0.0/call',
      'http://portal.example/api/handbook/documents?about=resource%3Adefault%2Fnetwork&order=urgency&language=ko&limit=50',
    ]);
    expect(bodies).toEqual([JSON.stringify(draft), undefined]);
  });
});
