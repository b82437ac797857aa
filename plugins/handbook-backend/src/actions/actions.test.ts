import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { startHandbook } from '../__testUtils__/startHandbook';

jest.setTimeout(60_000);

const runbook = { repository: 'connectly/orders', path: 'docs/runbook.md' };

describe('actions of the handbook', () => {
  async function start() {
    const handbook = await startHandbook();
    const invoke = async (name: string, input: object, user = 'mock') => {
      handbook.reset();
      const { output } = await handbook.actions.invoke({
        id: `test:${name}`,
        input: { ...input },
        credentials: mockCredentials.user(`user:default/${user}`),
      });
      return output as Record<string, any>;
    };
    return { ...handbook, invoke };
  }

  it('say that they only look, and are shown to whom they would answer', async () => {
    const { actions } = await start();
    expect(
      [...actions.actions.values()].map(({ name, attributes, visibilityPermission }) => [name, attributes, visibilityPermission?.name]),
    ).toEqual([
      ['find-documents', { readOnly: true, destructive: false, idempotent: true }, 'handbook.document.read'],
      ['read-document', { readOnly: true, destructive: false, idempotent: true }, 'handbook.document.read'],
      ['troubleshoot', { readOnly: true, destructive: false, idempotent: true }, 'handbook.troubleshooting.match'],
    ]);
  });

  it('find, read and explain', async () => {
    const { invoke } = await start();
    const found = await invoke('find-documents', { kind: 'troubleshooting' });
    expect(found).toMatchObject({ total: 1, documents: [{ entry: 'TS-001', kind: 'troubleshooting' }] });
    const [{ repository, path }] = found.documents;
    const read = await invoke('read-document', { repository, path });
    expect(read).toMatchObject({ kind: 'troubleshooting', language: 'en', owner: 'group:default/platform' });
    expect(read.text).toContain('## Cause');
    const text = 'Error acquiring the state lock AKIAIOSFODNN7EXAMPLE';
    const answer = await invoke('troubleshoot', { text });
    expect(answer).toMatchObject({ masked: 1, truncated: false, incomplete: false, matches: [{ entry: 'TS-001', path, reason: 'pattern' }] });
    expect(JSON.stringify(answer)).not.toContain('AKIAIOSFODNN7EXAMPLE');
  });

  it('show what is in a repository to whom its entity is shown, whichever way it is asked for', async () => {
    const { invoke, shown } = await start();
    const all = await invoke('find-documents', {});
    expect(all.documents.map((item: { repository: string }) => item.repository)).not.toContain('connectly/orders');
    await expect(invoke('read-document', runbook)).rejects.toMatchObject({ code: 'PLT-404' });
    shown.add('connectly/orders');
    expect(await invoke('read-document', runbook, 'other')).toMatchObject({ kind: 'runbook' });
    shown.clear();
    expect(await invoke('find-documents', {}, 'third')).toEqual({ total: 0, documents: [] });
    expect(await invoke('troubleshoot', { text: 'Error acquiring the state lock' }, 'third')).toMatchObject({ matches: [] });
  });

  it('ask for their permission, and leave one audit event each', async () => {
    const { invoke, state, asked, audited } = await start();
    for (const [name, input, permission, event] of [
      ['find-documents', {}, 'handbook.document.read', 'document-fetch'],
      ['read-document', { repository: 'connectly/platform', path: 'docs/adr/0002-two.md' }, 'handbook.document.read', 'document-fetch'],
      ['troubleshoot', { text: 'Error' }, 'handbook.troubleshooting.match', 'troubleshoot'],
    ] as const) {
      state.result = AuthorizeResult.DENY;
      await expect(invoke(name, input)).rejects.toMatchObject({ name: 'NotAllowedError', code: 'PLT-601', where: name });
      expect([asked, audited]).toEqual([[permission], [`${event} failed`]]);
      state.result = AuthorizeResult.ALLOW;
      await invoke(name, input);
      expect([asked[0], audited]).toEqual([permission, [`${event} succeeded`]]);
    }
    await expect(invoke('find-documents', { words: '\0' })).rejects.toThrow('U+0000');
  });
});
