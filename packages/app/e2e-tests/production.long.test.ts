/**
 * The portal as production runs it: the bundle with app-config.production.yaml, PostgreSQL and Redis with TLS and passwords, a GitHub App.
 * What stands in for what is said in script/lib/production.mjs. Part of `script/test --all`.
 */
import { ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Browser } from 'playwright-core';
import { parse } from 'yaml';
import { chromiumPath, launchBrowser, openContext } from './browser';
import { checkout } from './portal';

const execFileAsync = promisify(execFile);

interface Production {
  /** Through the front that stands where the load balancer does. */
  url: string;
  /** What the load balancer asks. */
  insideUrl: string;
  /** The bundle, which the task mounts read-only. */
  directory: string;
  /** When the portal was started, after everything else. */
  startedAt: string;
  /** File of the portal's log. */
  log: string;
  database: string;
  psql: string;
  /** The variables of the cache. */
  cache: Record<string, string>;
  certificateFile: string;
  webhookSecret: string;
  oauthClientId: string;
}

/** Warnings of what a repository holds, and of a search that has nothing to find yet. */
const usual = [/^Left out \d+ files that are no plain text/, /^Index for \S+ was not replaced: indexer received 0 documents$/];

const isInstalled = (program: string) => {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`]);
    return true;
  } catch {
    return false;
  }
};
const canRun = isInstalled('redis-server') && existsSync('/usr/lib/postgresql');

(canRun ? describe : describe.skip)('the portal in production', () => {
  let state: string;
  let child: ChildProcess;
  let production: Production;

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'portal-production-'));
    child = spawn(process.execPath, [join(checkout, 'script/lib/production.mjs')], {
      env: { ...process.env, PORTAL_STATE: state },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    production = await new Promise((done, failed) => {
      createInterface({ input: child.stdout! }).on('line', line => {
        if (line.startsWith('{')) done(JSON.parse(line));
        else process.stderr.write(`${line}\n`);
      });
      child.on('close', code => failed(new Error(`script/lib/production.mjs ended with ${code}`)));
    });
  });
  afterAll(async () => {
    if (child?.exitCode === null) {
      const ended = new Promise(done => {
        child.on('close', done);
      });
      child.kill('SIGINT');
      await ended;
    }
    await rm(state, { recursive: true, force: true });
  });

  const get = (path: string, init?: RequestInit) => fetch(`${production.insideUrl}${path}`, { redirect: 'manual', ...init });
  const rows = async (database: string, query: string) => {
    const address = new URL(production.database);
    address.pathname = database;
    const { stdout } = await execFileAsync(production.psql, [address.href, '-At', '-c', query]);
    return stdout.split('\n').filter(Boolean);
  };
  const eventually = async (look: () => Promise<boolean>) => {
    for (let attempt = 0; attempt < 120; attempt += 1) {
      if (await look()) return;
      await sleep(500);
    }
  };

  it('is alive and ready', async () => {
    expect((await get('/.backstage/health/v1/liveness')).status).toBe(200);
    expect((await get('/.backstage/health/v1/readiness')).status).toBe(200);
  });

  it('tells the browser with every page what it may load, and to ask for nothing in the clear', async () => {
    const response = await get('/');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    const directives = response.headers.get('content-security-policy')?.split(';') ?? [];
    expect(directives).toEqual(
      expect.arrayContaining([
        "connect-src 'self'",
        "img-src 'self' data: https://avatars.githubusercontent.com",
        "script-src 'self' 'unsafe-eval'",
        'upgrade-insecure-requests',
      ]),
    );
    expect(await response.text()).toContain(production.url);
  });

  it.each(['guest', 'guest-service-developer', 'guest-platform-engineer', 'guest-on-call'])('has no %s', async role => {
    const response = await get(`/api/auth/${role}/refresh`, { headers: { 'x-requested-with': 'XMLHttpRequest' } });
    expect(response.status).toBe(404);
  });

  it.each([
    '/catalog/entities/by-query?limit=1',
    '/scaffolder/v2/tasks',
    '/platform/services/refunds/availability',
    '/terraform/modules',
    '/handbook/documents',
    '/repositories/repositories',
    '/search/query?term=x',
    '/user-settings/buckets/x/keys/y',
    '/notifications/notifications',
    '/mcp-actions/v1',
  ])('answers %s to nobody who has not signed in', async path => {
    expect((await get(`/api${path}`)).status).toBe(401);
  });

  it('sends who signs in to GitHub, and from there back to its own address', async () => {
    const response = await get('/api/auth/github/start?env=production&scope=read:user');
    expect(response.status).toBe(302);
    const target = new URL(response.headers.get('location')!);
    expect(target.origin + target.pathname).toBe('https://github.com/login/oauth/authorize');
    expect(target.searchParams.get('client_id')).toBe(production.oauthClientId);
    expect(target.searchParams.get('redirect_uri')).toBe(`${production.url}/api/auth/github/handler/frame`);
    expect(response.headers.get('set-cookie')).toMatch(/; HttpOnly; Secure/);
  });

  it('takes webhooks that GitHub has signed, and no others', async () => {
    const body = JSON.stringify({ zen: 'Keep it logically awesome.' });
    const deliver = async (secret: string) => {
      const signature = createHmac('sha256', secret).update(body).digest('hex');
      const headers = { 'content-type': 'application/json', 'x-github-event': 'ping', 'x-hub-signature-256': `sha256=${signature}` };
      return (await get('/api/events/http/github', { method: 'POST', headers, body })).status;
    };
    expect(await deliver(production.webhookSecret)).toBe(202);
    expect(await deliver('another')).toBe(403);
  });

  it('has every plugin keep its data in PostgreSQL, over TLS', async () => {
    const databases = await rows('postgres', "select datname from pg_database where datname like 'backstage_plugin_%' order by 1");
    expect(databases.map(name => name.replace('backstage_plugin_', ''))).toEqual([
      ...['app', 'auth', 'catalog', 'events', 'handbook', 'mcp-actions', 'notifications', 'permission', 'platform', 'repositories'],
      ...['scaffolder', 'search', 'signals', 'techdocs', 'terraform', 'user-settings'],
    ]);
    for (const database of databases) {
      const tables = await rows(database, "select tablename from pg_tables where tablename like '%knex_migrations%' order by 1");
      const ran = tables.filter(table => !table.endsWith('_lock'));
      expect([database, ran.length > 0, tables.length - ran.length]).toEqual([database, true, ran.length]);
      for (const table of ran) expect([database, table, await rows(database, `select count(*) > 0 from ${table}`)]).toEqual([database, table, ['t']]);
      for (const table of ran) expect([database, table, await rows(database, `select is_locked from ${table}_lock`)]).toEqual([database, table, ['0']]);
    }
    const connections = "from pg_stat_activity join pg_stat_ssl using (pid) where usename = 'dbadmin'";
    expect(await rows('postgres', `select bool_and(ssl), count(*) > 0 ${connections}`)).toEqual(['t|t']);
    // by default it would be ten for each plugin
    expect(await rows('postgres', `select datname, count(*) ${connections} group by 1 having count(*) > 4`)).toEqual([]);
  });

  it('reads the organisation, the forms and the repositories as a GitHub App', async () => {
    const entities = () => rows('backstage_plugin_catalog', "select entity_ref from final_entities where final_entity is not null");
    const wanted = [
      'user:default/jiwoo',
      'group:default/payments',
      ...['adr', 'module', 'service', 'undo-service', 'waiver'].map(name => `template:default/${name}`),
      'component:default/rds',
    ];
    await eventually(async () => {
      const found = await entities();
      return wanted.every(entity => found.includes(entity));
    });
    expect(await entities()).toEqual(expect.arrayContaining(wanted));
    // by which people who sign in are known
    const id = "final_entity::jsonb #>> '{metadata,annotations,github.com/user-id}'";
    const people = await rows('backstage_plugin_catalog', `select ${id} is not null from final_entities where entity_ref like 'user:%'`);
    expect(new Set(people)).toEqual(new Set(['t']));
  });

  it('gets into its cache, with the rights that it has there', async () => {
    const text = await readFile(join(checkout, 'app-config.production.yaml'), 'utf8');
    const { cache } = parse(text.replace(/\$\{(CACHE_\w+)\}/g, (_, name) => production.cache[name])).backend;
    const program = `
      const { CacheManager } = require('@backstage/backend-defaults/cache');
      const { ConfigReader } = require('@backstage/config');
      const cache = CacheManager.fromConfig(new ConfigReader({ backend: { cache: ${JSON.stringify(cache)} } })).forPlugin('test');
      cache.set('name', 'kept').then(() => cache.get('name')).then(kept => process.stdout.write(kept, () => process.exit()));`;
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: production.certificateFile };
    const { stdout } = await execFileAsync(process.execPath, ['-e', program], { cwd: checkout, env, timeout: 30_000 });
    expect(stdout).toBe('kept');
  });

  it('writes nothing where the task may not write', async () => {
    const folders = [production.directory, join(checkout, 'packages/app/dist')];
    const { stdout } = await execFileAsync('find', [...folders, '-newermt', production.startedAt]);
    expect(stdout).toBe('');
  });

  (chromiumPath ? describe : describe.skip)('page of sign-in', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser([`--host-resolver-rules=MAP ${new URL(production.url).hostname} 127.0.0.1`]);
    });
    afterAll(async () => {
      await browser?.close();
    });

    it.each([
      ['en', 'Sign in with GitHub', /^Enter/],
      ['ko', 'GitHub로 로그인', /^들어가기/],
    ] as const)('offers GitHub and no guest (%s)', async (language, title, enter) => {
      const context = await openContext(browser, { language, ignoreHTTPSErrors: true });
      const page = await context.newPage();
      const blocked: string[] = [];
      page.on('console', message => {
        if (message.text().includes('Content Security Policy')) blocked.push(message.text());
      });
      await page.goto(production.url);
      await page.getByText(title).waitFor();
      expect(await page.getByRole('button', { name: enter }).count()).toBe(0);
      expect(blocked).toEqual([]);
      await context.close();
    });
  });

  it('has nothing to warn of', async () => {
    const lines = (await readFile(production.log, 'utf8')).split('\n').filter(Boolean);
    const isNews = (line: string) => {
      if (!line.startsWith('{')) return !line.startsWith('Loading config from ');
      const { level, message } = JSON.parse(line);
      return level !== 'info' && !usual.some(pattern => pattern.test(message));
    };
    expect(lines.filter(isNews)).toEqual([]);
  });
});
