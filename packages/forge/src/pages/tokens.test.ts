import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser } from '../__testUtils__/Browser';
import { git } from '../__testUtils__/gitClient';
import { TestForge } from '../__testUtils__/TestForge';

const path = '/-/tokens';

describe('access tokens', () => {
  let forge: TestForge;
  let directory: string;
  let mina: Browser;
  beforeAll(async () => {
    forge = await TestForge.start();
    directory = await mkdtemp(join(tmpdir(), 'forge-tokens-'));
    await forge.repository('svc');
    await forge.rest('PUT', '/orgs/acme/teams/payments/repos/acme/svc', {
      body: { permission: 'push' },
    });
    await forge.rest('PUT', '/repos/acme/svc/branches/main/protection', {
      body: {
        required_status_checks: null,
        enforce_admins: true,
        required_pull_request_reviews: { required_approving_review_count: 1 },
        restrictions: null,
      },
    });
    await forge.repository('secret');
    mina = new Browser(forge);
    await mina.become('mina');
  });
  afterAll(async () => {
    await forge.stop();
    await rm(directory, { recursive: true, force: true });
  });
  afterEach(() => jest.useRealTimers());

  const make = async (name: string, days = '7', person = mina) => {
    const { status, html } = await person.submit(path, path, { name, days });
    return { status, html, token: /ghp_[0-9a-f]{36}/.exec(html)?.[0] ?? '' };
  };
  const whoIs = async (token: string) => {
    const { status, body } = await forge.rest('GET', '/user', { token });
    return status === 200 ? body.login : status;
  };

  it('are refused for their name alone: what somebody may not see is said only where it may be why', async () => {
    const hint = /may not see looks like it is not there/;
    const malformed = await make('x'.repeat(1000));
    expect(malformed.html).toContain('That was refused');
    expect(malformed.html).not.toMatch(hint);
    const missing = await mina.open('/acme/nosuch');
    expect([missing.status, missing.html]).toEqual([404, expect.stringMatching(hint)]);
  });

  it('work for git and the API with the rights of the person, protected branches included', async () => {
    const { token } = await make('laptop');
    expect(await whoIs(token)).toBe('mina');
    const address = (name: string) =>
      `${forge.running.httpUrl.replace('://', `://mina:${token}@`)}/acme/${name}.git`;
    await git(directory, ['clone', '--quiet', address('svc'), 'svc']);
    const work = join(directory, 'svc');
    await writeFile(join(work, 'x.txt'), 'x');
    await git(work, ['add', '.']);
    await git(work, ['commit', '--quiet', '-m', 'x']);
    await expect(git(work, ['push', 'origin', 'HEAD:main'])).rejects.toThrow(/protected branch/i);
    await git(work, ['push', '--quiet', 'origin', 'HEAD:topic']);
    expect(await forge.head('svc', 'topic')).toMatch(/^[0-9a-f]{40}$/);
    await expect(git(directory, ['clone', address('secret'), 'secret'])).rejects.toThrow(/not found/i);
    expect((await forge.rest('DELETE', '/repos/acme/svc', { token })).status).toBe(403);
  });

  it('are shown once and listed by name', async () => {
    const { token, html } = await make('once');
    expect(html.split(token)).toHaveLength(2);
    const later = await mina.open(path);
    expect(later.html).toContain('once');
    expect(later.html).not.toContain('ghp_');
    expect(later.headers.get('cache-control')).toBe('no-store');
  });

  it('are hashed where they are kept', async () => {
    const { token } = await make('kept');
    const files = await readdir(forge.directory, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files.filter(file => file.isFile()).map(file => readFile(join(file.parentPath, file.name), 'latin1')),
    );
    expect(texts.filter(text => text.includes(createHash('sha256').update(token).digest('hex')))).not.toEqual([]);
    expect(texts.filter(text => text.includes(token))).toEqual([]);
  });

  it('work no more once revoked, which nobody else can do', async () => {
    const { token } = await make('old');
    const jun = new Browser(forge);
    await jun.become('jun');
    expect((await jun.submit(path, `${path}/revoke`, { name: 'old' })).status).toBe(404);
    expect(await whoIs(token)).toBe('mina');
    expect((await mina.submit(path, `${path}/revoke`, { name: 'old' })).status).toBe(303);
    expect(await whoIs(token)).toBe(401);
  });

  it('work no more once expired', async () => {
    const { token } = await make('short', '1');
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'queueMicrotask'] });
    jest.setSystemTime(Date.now() + 23 * 3_600_000);
    expect(await whoIs(token)).toBe('mina');
    jest.setSystemTime(Date.now() + 2 * 3_600_000);
    expect(await whoIs(token)).toBe(401);
    expect((await mina.open(path)).html).toContain('(expired)');
  });

  it.each([
    ['', '7'],
    ['<b>', '7'],
    ['a\u202eb', '7'],
    ['x'.repeat(61), '7'],
    ['fine', '365'],
    ['fine', ''],
    ['LAPTOP', '7'],
  ])('are refused under the name %j for %j days', async (name, days) => {
    const { status, token, html } = await make(name, days);
    expect([status, token]).toEqual([422, '']);
    expect(html).not.toContain('<b>');
  });

  it('are made by forms of that page only, and by nobody who is nobody', async () => {
    const send = (headers: Record<string, string>, body: string) =>
      fetch(`${forge.running.httpUrl}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body,
      });
    expect((await send({ cookie: mina.cookie, origin: 'http://evil.example' }, 'name=x&days=7')).status).toBe(403);
    const nobody = new Browser(forge);
    expect((await make('x', '7', nobody)).status).toBe(401);
    expect((await nobody.open(path)).html).toContain('Who are you?');
  });
});
