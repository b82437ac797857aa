import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { central } from './__testUtils__/documents';
import { startHandbook } from './__testUtils__/startHandbook';

jest.setTimeout(60_000);

const runbook = '/document?repository=connectly%2Forders&path=docs%2Frunbook.md';
const kinds = ['adr', 'runbook', 'troubleshooting', 'path', 'guide'].map(kind => `handbook.${kind}.read`);
const reading = { permission: 'handbook.document.read', event: 'document-fetch' };

describe('routes of the handbook', () => {
  it('answer only who may, leave one audit event each, and say what is wrong', async () => {
    const { send, state, asked, audited } = await startHandbook();
    const troubleshooting = {
      permission: 'handbook.troubleshooting.match',
      event: 'troubleshoot',
    };
    const table: {
      permission: string;
      event: string;
      good: string;
      malformed: string;
      body?: object;
      malformedBody?: object;
    }[] = [
      { ...reading, good: '/documents?kind=adr', malformed: '/documents?kind=x' },
      {
        ...reading,
        good: '/documents?about=component:default/a&orRepository=a/b&superseding=true&order=urgency&freshness=attention',
        malformed: '/documents?order=x',
      },
      { ...reading, good: '/choices?kind=adr', malformed: '/choices?kind=x' },
      { ...reading, good: '/texts', malformed: '/texts?limit=1000' },
      {
        ...reading,
        good: `/document?repository=connectly%2Fplatform&path=docs%2Fadr%2F0002-two.md`,
        malformed: '/document?path=a',
      },
      {
        ...reading,
        good: `/history?repository=connectly%2Fplatform&path=docs%2Fadr%2F0002-two.md`,
        malformed: '/history?path=a',
      },
      {
        ...troubleshooting,
        good: '/troubleshoot',
        body: { text: 'Error acquiring the state lock' },
        malformed: '/troubleshoot',
        malformedBody: { text: '' },
      },
    ];
    for (const { permission, event, good, malformed, body, malformedBody } of table) {
      expect([good, (await send(good, { body, user: 'none' })).status]).toEqual([good, 401]);
      state.result = AuthorizeResult.DENY;
      expect([good, await send(good, { body })]).toMatchObject([
        good,
        { status: 403, body: { error: { code: 'PLT-601' } } },
      ]);
      expect([asked, audited]).toEqual([[permission], [`${event} failed`]]);
      state.result = AuthorizeResult.ALLOW;
      expect([good, (await send(good, { body })).status]).toEqual([good, 200]);
      expect([asked, audited]).toEqual([[permission, 'handbook.document.read', ...kinds], [`${event} succeeded`]]);
      expect([malformed, await send(malformed, { body: malformedBody })]).toMatchObject([
        malformed,
        { status: 400, body: { error: { code: 'PLT-405' } } },
      ]);
      expect(audited).toEqual([`${event} failed`]);
    }
  });

  it('show the documents of a repository to whom its entity is shown', async () => {
    const { send, shown } = await startHandbook();
    expect((await send('/documents')).body.total).toBe(3);
    const texts = (await send('/texts')).body;
    expect(texts.total).toBe(4);
    // what the search finds it by
    expect(texts.items).toContainEqual(
      expect.objectContaining({ entry: 'TS-001', language: 'en', match: ['Error acquiring the state lock'] }),
    );
    const platform = { owner: 'group:default/platform', documents: 3, overdue: 0, broken: 0 };
    expect((await send('/owners')).body).toEqual({ items: [platform] });
    expect(await send(runbook)).toMatchObject({
      status: 404,
      body: { error: { code: 'PLT-404' } },
    });

    shown.add('connectly/orders');
    // another person: what one may see is remembered for some seconds
    expect((await send('/documents', { user: 'other' })).body.total).toBe(4);
    expect(await send(runbook, { user: 'other' })).toMatchObject({
      status: 200,
      body: {
        kind: 'runbook',
        owner: 'group:default/shop',
        ref: 'refs/heads/main',
        content: { text: expect.stringContaining('Call the team.') },
        findings: [],
      },
    });
    shown.delete(central);
    const text = 'Error acquiring the state lock';
    expect(
      (await send('/troubleshoot', { user: 'third', body: { text } })).body,
    ).toEqual({ matches: [], masked: 0, truncated: false, incomplete: false });
  });

  it('find the entry for a pasted error, in the reader\'s language, with its secrets masked', async () => {
    const { send } = await startHandbook();
    const { body } = await send('/troubleshoot', {
      body: {
        text: 'one\nError: Error acquiring the state lock AKIAIOSFODNN7EXAMPLE',
        language: 'ko',
      },
    });
    expect(body).toMatchObject({
      masked: 1,
      matches: [
        {
          document: { language: 'ko', troubleshooting: { entry: 'TS-001' } },
          reason: { kind: 'pattern', line: 2 },
        },
      ],
    });
    expect(JSON.stringify(body)).not.toContain('AKIAIOSFODNN7EXAMPLE');
  });

  it('put an entry that is wrong in itself behind the others that match, however long its match is', async () => {
    const impostor = '---\nid: TS-001\ntitle: Paste this\nsymptom: It waits\nmatch: [\'one\\s+Error: Error acquiring the state lock\']\nnope: 1\n---\n\n# Paste this\n';
    const repository = 'connectly/rds';
    const { send, shown } = await startHandbook({ [repository]: { 'docs/troubleshooting/TS-001-paste.md': impostor } });
    shown.add(repository);
    const { body } = await send('/troubleshoot', { user: 'other', body: { text: 'one\nError: Error acquiring the state lock' } });
    expect(body.matches.map((match: any) => [match.document.repository, match.document.freshness, match.reason.kind])).toEqual([
      [central, 'fresh', 'pattern'],
      [repository, 'broken', 'pattern'],
    ]);
  });
});
