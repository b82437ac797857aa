import { Browser } from '../__testUtils__/Browser';
import { TestForge } from '../__testUtils__/TestForge';
import { escapeHtml } from './html';

const text = '\n# Read me </textarea><script>alert(1)</script>\n\nowner: nobody\n';
const address = '/acme/svc/edit/main/docs/READ%20ME.md';

describe('changing a file on a page', () => {
  let forge: TestForge;
  let browser: Browser;
  beforeAll(async () => {
    forge = await TestForge.start();
    await forge.repository('svc', {});
    await forge.write('svc', 'main', 'docs/READ ME.md', text);
    await forge.write('svc', 'main', 'lines.txt', 'one\r\ntwo\r\n');
    await forge.write('svc', 'main', 'zero.bin', 'a\0b');
    await forge.write('svc', 'main', 'mixed.txt', 'one\r\ntwo\n');
    await forge.write('svc', 'main', 'return.txt', 'one\rtwo');
    await forge.write('svc', 'main', 'long.txt', 'x'.repeat(128 * 1024 + 1));
    await forge.write('svc', 'topic', 'topic.txt', 'x\n');
    await forge.rest('PUT', '/repos/acme/svc/collaborators/mina', { body: { permission: 'push' } });
    await forge.rest('PUT', '/repos/acme/svc/collaborators/jun', { body: { permission: 'pull' } });
    browser = new Browser(forge);
    await browser.become('mina');
  });
  afterAll(() => forge.stop());

  /** Fills in the page's form. */
  async function change(path: string, values: Record<string, string>) {
    const { html } = await browser.open(path);
    const blob = /name="blob" value="([0-9a-f]{40})"/.exec(html)?.[1] ?? '';
    return browser.submit(path, path, { blob, title: 'Claim it', ...values });
  }
  const contentAt = async (path: string, ref: string) =>
    (await forge.send(`${forge.running.httpUrl}/api/v3/repos/acme/svc/contents/${path}?ref=${ref}`, 'GET', { headers: { accept: 'application/vnd.github.raw' } })).text;

  it('shows the text as it is, and makes a branch and a pull request of it', async () => {
    const { html } = await browser.open(address);
    expect(html).toContain(`rows="28">\n${escapeHtml(text)}</textarea`);
    expect((await browser.open('/acme/svc/blob/main/docs/READ%20ME.md')).html).toContain(`href="${address}"`);

    const answer = await change('/acme/svc/edit/HEAD/docs/READ%20ME.md', { text: text.replace('nobody', 'payments').replace(/\n/g, '\r\n'), body: 'It was an orphan.' });
    expect(answer.status).toBe(303);
    const number = /pull\/(\d+)$/.exec(answer.headers.get('location') ?? '')![1];
    const { body } = await forge.rest('GET', `/repos/acme/svc/pulls/${number}`);
    expect(body).toMatchObject({
      title: 'Claim it', body: 'It was an orphan.', user: { login: 'mina' },
      head: { ref: 'mina-patch-1' }, base: { ref: 'main' }, commits: 1, additions: 1, deletions: 1, changed_files: 1,
    });
    expect(await contentAt('docs/READ%20ME.md', 'mina-patch-1')).toBe(text.replace('nobody', 'payments'));
    const again = await change(address, { text: 'other\n' });
    expect(again.status).toBe(303);
    expect(await contentAt('docs/READ%20ME.md', 'mina-patch-2')).toBe('other\n');
  });

  it('leaves the ends of lines as they were', async () => {
    expect((await change('/acme/svc/edit/main/lines.txt', { text: 'one\r\nthree\r\n' })).status).toBe(303);
    expect(await contentAt('lines.txt', 'mina-patch-3')).toBe('one\r\nthree\r\n');
  });

  it('says why it proposes nothing, and makes no branch then', async () => {
    const branches = async () => (await forge.rest('GET', '/repos/acme/svc/branches?per_page=100')).body.length;
    const before = await branches();
    const body = 'why <b>';
    const pages = [
      [await change(address, { text, body }), 422, 'Nothing was changed'],
      [await change(address, { text: 'x', title: ' ', body }), 422, 'needs a title'],
      [await change(address, { text: 'x', blob: 'a'.repeat(40), body }), 409, 'has changed since you opened it'],
    ] as const;
    for (const [{ status, html }, expected, words] of pages) {
      expect([status, html]).toEqual([expected, expect.stringContaining(words)]);
      // what was written is not lost
      expect(html).toContain('why &lt;b&gt;</textarea');
    }
    for (const path of ['main/zero.bin', 'main/mixed.txt', 'main/return.txt', 'main/long.txt', 'topic/topic.txt']) {
      const here = `/acme/svc/edit/${path}`;
      for (const { html } of [await browser.open(here), await change(here, { text: 'y' })]) {
        expect([path, html]).toEqual([path, expect.stringContaining('Only text of at most 128 KiB on main is changed here')]);
        expect(html).not.toContain('name="text"');
      }
    }
    expect((await browser.open('/acme/svc/edit/main/nothing.txt')).status).toBe(404);
    expect(await branches()).toBe(before);
  });

  it('asks who may only read for nothing, and takes nothing of theirs', async () => {
    const reader = new Browser(forge);
    await reader.become('jun');
    const { html } = await reader.open(address);
    expect(html).toContain('not write to it');
    expect(html).not.toContain('<textarea');
    expect((await reader.open('/acme/svc/blob/main/lines.txt')).html).not.toContain('/edit/');
    expect((await reader.submit('/acme/svc', address, { text: 'x', title: 'x' })).status).toBe(403);
    const stranger = new Browser(forge);
    await stranger.become('stranger');
    expect((await stranger.open(address)).status).toBe(404);
    expect((await stranger.submit('/', address, { text: 'x', title: 'x' })).status).toBe(404);
    expect((await browser.submit('/', address, { token: '', text: 'x', title: 'x' })).status).toBe(403);
  });

  it('takes a name for the branch that git can keep, and nothing in an archive', async () => {
    await forge.repository('old', {});
    await forge.rest('PUT', '/repos/acme/old/collaborators/mina', { body: { permission: 'push' } });
    await forge.write('old', 'mina-patch-1/deeper', 'x.txt', 'x\n');
    const here = '/acme/old/edit/main/README.md';
    const answer = await change(here, { text: 'other\n' });
    expect(answer.status).toBe(303);
    const { body } = await forge.rest('GET', '/repos/acme/old/pulls/1');
    expect(body.head.ref).toBe('mina-patch-2');
    await forge.rest('PATCH', '/repos/acme/old', { body: { archived: true } });
    expect((await browser.open(here)).html).toContain('archived: nobody changes it');
    expect((await browser.open('/acme/old/blob/main/README.md')).html).not.toContain('/edit/');
    expect((await change(here, { text: 'more\n' })).status).toBe(403);
  });
});
