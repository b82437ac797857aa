import { mockCredentials } from '@backstage/backend-test-utils';
import { central, runbook } from '../__testUtils__/documents';
import { startHandbook } from '../__testUtils__/startHandbook';

jest.setTimeout(60_000);

const guide = '---\ntitle: How to begin\n---\n\n# How to begin\n\nBegin.\n';
const path = '---\nkind: path\ntitle: The first week\nfor: service developers\nsteps: []\n---\n\n# The first week\n';
const place = (file: string) => `repository=connectly%2Fplatform&path=${encodeURIComponent(file)}`;

/** One document of each kind, in the repository that everybody is shown. */
const files = {
  adr: 'docs/adr/0002-two.md',
  runbook: 'docs/runbooks/database.md',
  troubleshooting: 'docs/troubleshooting/TS-001-locked.md',
  path: 'docs/onboarding/first-week.md',
  guide: 'docs/guides/begin.md',
};
type Kind = keyof typeof files;
const kinds = Object.keys(files) as Kind[];
const error = 'Error acquiring the state lock';

describe('documents of a kind', () => {
  async function start() {
    const handbook = await startHandbook({
      [central]: { [files.runbook]: runbook, [files.path]: path, [files.guide]: guide },
    });
    const { send, denied, actions } = handbook;
    const invoke = async (name: string, input: object) => {
      const credentials = mockCredentials.user('user:default/mock');
      const { output } = await actions.invoke({ id: `test:${name}`, input: { ...input }, credentials });
      return output as Record<string, any>;
    };
    /** Which kinds a list holds. */
    const listed = (items: { kind: Kind }[]) => kinds.filter(kind => items.some(item => item.kind === kind));
    /** Where a document of each kind is shown, as somebody who is denied one sees it. */
    const shown = async () => {
      const readable = async (url: (file: string) => string, isShown: (body: any) => boolean) => {
        const found: Kind[] = [];
        for (const kind of kinds) {
          const { status, body } = await send(url(files[kind]));
          if (status === 200 && isShown(body)) found.push(kind);
        }
        return found;
      };
      return {
        list: listed((await send('/documents')).body.items),
        texts: listed((await send('/texts')).body.items),
        page: await readable(file => `/document?${place(file)}`, () => true),
        action: listed((await invoke('find-documents', {})).documents),
      };
    };
    return { ...handbook, invoke, shown, denied };
  }

  it('are shown to whom their permission is given, wherever they are asked for', async () => {
    const { send, denied, shown, invoke } = await start();
    const all = { list: kinds, texts: kinds, page: kinds, action: kinds };
    expect(await shown()).toEqual(all);
    const owned = async () => (await send('/owners')).body.items.reduce((sum: number, each: { documents: number }) => sum + each.documents, 0);
    const total = (await send('/documents')).body.total;
    expect(await owned()).toBe(total);
    for (const kind of kinds) {
      denied.clear();
      const own = (await send(`/documents?kind=${kind}`)).body.total;
      denied.add(`handbook.${kind}.read`);
      const others = kinds.filter(each => each !== kind);
      expect([kind, await shown()]).toEqual([kind, { list: others, texts: others, page: others, action: others }]);
      expect([kind, await owned()]).toEqual([kind, total - own]);
      for (const url of [`/documents?kind=${kind}`, `/choices?kind=${kind}`]) {
        expect(await send(url)).toMatchObject({ status: 403, body: { error: { code: 'PLT-601', message: expect.stringContaining(`handbook.${kind}.read`) } } });
      }
      await expect(invoke('find-documents', { kind })).rejects.toMatchObject({ code: 'PLT-601' });
      await expect(invoke('read-document', { repository: central, path: files[kind] })).rejects.toMatchObject({ code: 'PLT-404' });
      expect((await send(`/history?${place(files[kind])}`)).body).toEqual({ versions: [] });
    }
  });

  it('are not found by an error, nor run, by whom they are not shown', async () => {
    const { send, denied, invoke } = await start();
    const begin = { repository: central, path: files.runbook, exercise: true };
    const { id } = (await send('/runs', { body: begin })).body;
    expect((await send('/runs')).body.total).toBe(1);
    expect((await send('/troubleshoot', { body: { text: error } })).body.matches).toHaveLength(1);

    for (const permissions of [['handbook.runbook.read', 'handbook.troubleshooting.read'], ['handbook.document.read']]) {
      denied.clear();
      permissions.forEach(permission => denied.add(permission));
      expect((await send('/troubleshoot', { body: { text: error } })).body.matches).toEqual([]);
      expect((await send('/runs', { body: begin })).status).toBe(404);
    }
    denied.clear();
    denied.add('handbook.runbook.read').add('handbook.troubleshooting.read');
    expect((await send('/troubleshoot', { body: { text: error } })).body.matches).toEqual([]);
    expect((await invoke('troubleshoot', { text: error })).matches).toEqual([]);
    expect((await send('/runs')).body).toEqual({ items: [], total: 0 });
    const deed = { id: '6a1b5e0e-58a5-4b57-9d0c-3c5a6d2c9a11', agoMilliseconds: 0, deed: { type: 'noted', text: 'x' } };
    for (const [url, body] of [['/runs', begin], [`/runs/${id}`], [`/runs/${id}/entries`], [`/runs/${id}/entries`, deed], [`/runs/${id}/report`]] as const) {
      expect([url, (await send(url, { body })).status]).toEqual([url, 404]);
    }
    denied.clear();
    expect((await send(`/runs/${id}`)).body).toMatchObject({ done: 0, entries: [] });
  });
});
