/**
 * The other doors of the running system: roles over HTTP, agents over MCP, and our own pages in both themes and
 * languages under axe.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { Browser } from 'playwright-core';
import { chromiumPath, launchBrowser, openContext, screenshot, violations } from './browser';
import { startPortal, TestPortal, tokenOfGuest } from './portal';

/** Tabs of a module's page, each with a text that is there once it has loaded. */
const moduleTabs = [
  ['overview', 'PostgreSQL'],
  ['use', 'terraform.tfvars.json'],
  ['inputs', 'allocated_storage_gib'],
  ['outputs', 'security_group_id'],
  ['examples', 'minimal'],
  ['versions', '1.0.0'],
  ['consumers', 'ledger'],
] as const;

const answers = {
  name: 'refunds',
  owner: 'group:default/payments',
  environments: ['dev'],
  size: 'small',
  database: 'none',
  exposure: 'internal',
};

const decision = {
  repository: 'connectly/platform',
  title: 'Queues between orders and payments',
  owner: 'group:default/payments',
  context: 'Orders wait while payments are slow.',
  options: ['A queue', 'A call with a time limit'],
  chosen: 'A queue',
  reason: 'orders go on while payments are away.',
};

const beginning = { name: 'message-topic', title: 'Message topic', description: 'Topic for events.', owner: 'group:default/payments' };

const entry = new URLSearchParams({
  repository: 'connectly/platform',
  path: 'docs/troubleshooting/TS-001-state-locked.md',
});

describe('the doors of the portal', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startPortal([]);
  });
  afterAll(async () => {
    await portal?.stop();
  });

  const tokenOf = (role: string) => tokenOfGuest(portal.url, role);
  async function call(role: string | undefined, method: string, path: string, body?: unknown): Promise<number> {
    const response = await fetch(`${portal.url}/api${path}`, {
      method,
      headers: {
        ...(role ? { authorization: `Bearer ${await tokenOf(role)}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
    });
    return response.status;
  }
  const roles = [undefined, 'guest-service-developer', 'guest-platform-engineer', 'guest-on-call'];

  // columns: nobody, service developer, platform engineer, on-call
  it.each([
    // for the developer's own team
    ['POST', '/platform/services/preview', answers, [401, 200, 200, 403]],
    ['GET', '/platform/services/refunds/availability', undefined, [401, 200, 200, 200]],
    ['POST', '/platform/decisions/preview', decision, [401, 200, 200, 403]],
    ['POST', '/platform/modules/preview', beginning, [401, 200, 200, 403]],
    ['GET', '/terraform/modules', undefined, [401, 200, 200, 200]],
    ['GET', '/terraform/modules/rds', undefined, [401, 200, 200, 200]],
    ['GET', '/terraform/modules/rds/consumers', undefined, [401, 200, 200, 200]],
    ['GET', '/terraform/modules/rds/versions/1.0.0/inputs', undefined, [401, 200, 200, 200]],
    ['POST', '/terraform/modules/rds/versions/1.0.0/call', { call: 'database', values: { name: 'x' } }, [401, 200, 200, 200]],
    ['GET', '/terraform/stacks', undefined, [401, 200, 200, 200]],
    ['GET', '/terraform/services/connectly%2Fstorefront/usage', undefined, [401, 200, 200, 200]],
    ['GET', '/terraform/findings', undefined, [401, 200, 200, 200]],
    ['GET', '/handbook/documents', undefined, [401, 200, 200, 200]],
    ['GET', `/handbook/document?${entry}`, undefined, [401, 200, 200, 200]],
    ['GET', '/handbook/texts', undefined, [401, 200, 200, 200]],
    ['POST', '/handbook/troubleshoot', { text: 'Error acquiring the state lock' }, [401, 200, 200, 200]],
    ['GET', '/repositories/repositories', undefined, [401, 200, 200, 200]],
    ['GET', '/repositories/repositories/connectly/storefront/tree', undefined, [401, 200, 200, 200]],
    ['POST', '/repositories/repositories/connectly/storefront/refresh', {}, [401, 403, 204, 403]],
    ['GET', '/catalog/entities/by-query?limit=1', undefined, [401, 200, 200, 200]],
    [
      'POST',
      '/scaffolder/v2/tasks',
      { templateRef: 'template:default/service', values: { answers: { ...answers, name: 'Bad' } } },
      [401, 201, 201, 403],
    ],
  ] as const)('answers %s %s by role', async (method, path, body, expected) => {
    // modules and documents are there a moment after the first start
    for (let attempt = 0; attempt < 60; attempt += 1) {
      const modules = await call(roles[1], 'POST', '/platform/services/preview', answers);
      const documents = await call(roles[1], 'GET', `/handbook/document?${entry}`);
      if (modules === 200 && documents === 200) break;
      await new Promise(done => {
        setTimeout(done, 500);
      });
    }
    const statuses = [];
    for (const role of roles) statuses.push(await call(role, method, path, body));
    expect(statuses).toEqual(expected);
  });

  it('renders on the command line what it would create, to the byte', async () => {
    const { rendered } = await portal.call<{ rendered: Record<'foundation' | 'provision', { path: string; content: string }[]> }>(
      'guest-service-developer',
      'POST',
      '/platform/services/preview',
      answers,
    );
    const directory = await mkdtemp(join(tmpdir(), 'command-line-'));
    try {
      await writeFile(join(directory, 'answers.json'), JSON.stringify(answers));
      const out = join(directory, 'out');
      const result = JSON.parse(
        await portal.commandLine(['service', 'render', '--answers', join(directory, 'answers.json'), '--out', out, '--json']),
      );
      const files = [...rendered.foundation, ...rendered.provision];
      expect(result.files).toEqual(files.map(file => file.path).sort());
      for (const { path, content } of files) expect([path, await readFile(join(out, path), 'utf8')]).toEqual([path, content]);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });

  async function connect(role: string) {
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${portal.url}/api/mcp-actions/v1`), {
        requestInit: { headers: { authorization: `Bearer ${await tokenOf(role)}` } },
      }),
    );
    return client;
  }

  it('lets an agent render as the person it works for, and refuses it what the person may not', async () => {
    const developer = await connect('guest-service-developer');
    const { tools } = await developer.listTools();
    const tool = (name: string) => tools.find(item => item.name.endsWith(name));
    expect(tool('render-service')?.annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    expect(tool('publish-service')?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: false, idempotentHint: true });
    expect(tool('propose-waiver')?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: false, idempotentHint: true });
    expect(tool('undo-service')?.annotations).toMatchObject({ destructiveHint: true });
    // what an agent reads of the handbook, it reads as the person too
    for (const name of ['find-documents', 'read-document', 'troubleshoot']) {
      expect(tool(name)?.annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, idempotentHint: true });
    }
    const explained = await developer.callTool({
      name: tool('troubleshoot')?.name as string,
      arguments: { text: 'Error: Error acquiring the state lock' },
    });
    expect(JSON.stringify(explained.content)).toContain('TS-001');
    const document = await developer.callTool({
      name: tool('read-document')?.name as string,
      arguments: { repository: 'connectly/platform', path: 'docs/troubleshooting/TS-001-state-locked.md' },
    });
    expect(JSON.stringify(document.content)).toContain('## Cause');
    const rendered = await developer.callTool({ name: tool('render-service')?.name as string, arguments: answers });
    expect(JSON.stringify(rendered.content)).toContain('terraform/dev/main.tf');
    const refused = await developer.callTool({
      name: tool('publish-service')?.name as string,
      arguments: { ...answers, owner: 'orders' },
    });
    expect(refused.isError).toBe(true);
    expect(JSON.stringify(refused.content)).toContain('PLT-601');
    await developer.close();
    const onCall = await connect('guest-on-call');
    const visible = (await onCall.listTools()).tools.map(item => item.name).filter(name => name.includes('service'));
    expect(visible.some(name => name.endsWith('publish-service'))).toBe(false);
    await onCall.close();
  });

  it('lets an agent propose as the person it works for, and take that back', async () => {
    const developer = await connect('guest-service-developer');
    const { tools } = await developer.listTools();
    async function use<T>(action: string, input: Record<string, unknown>): Promise<T> {
      const name = tools.find(item => item.name.endsWith(action))?.name as string;
      const { content } = (await developer.callTool({ name, arguments: input })) as { content: { text: string }[] };
      // the answer stands in a block of JSON
      return JSON.parse(/\{[^]*\}/.exec(content[0].text)![0]);
    }
    interface Rendered {
      branch: string;
      files: { path: string; content: string }[];
    }
    interface Published {
      repository: string;
      branch: string;
      pullRequest: number;
    }
    for (const [kind, input] of [['decision', decision], ['module', beginning]] as const) {
      const rendered = await use<Rendered>(`render-${kind}`, input);
      const published = await use<Published>(`propose-${kind}`, input);
      expect(published).toMatchObject({ repository: 'connectly/platform', branch: rendered.branch });
      expect(await use<Published>(`propose-${kind}`, input)).toEqual(published);
      const { path, content } = rendered.files[0];
      const committed = await portal.forge<{ content: string }>(
        `/repos/connectly/platform/contents/${path}?ref=${encodeURIComponent(rendered.branch)}`,
      );
      expect(Buffer.from(committed.content, 'base64').toString('utf8')).toBe(content);
      const { repository, pullRequest } = published;
      const { removed } = await use<{ removed: string[] }>('undo-proposal', { repository, pullRequest });
      expect(removed).toEqual([`pull request #${pullRequest}`, `branch ${rendered.branch}`]);
    }
    await developer.close();
  });

  (chromiumPath ? describe : describe.skip)('pages', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser?.close();
    });

    const looks = (['light', 'dark'] as const).flatMap(theme =>
      (['en', 'ko'] as const).map(language => ({ theme, language })),
    );
    it.each(looks)('have no axe violation in $theme, $language', async ({ theme, language }) => {
      const korean = language === 'ko';
      const context = await openContext(browser, { theme, language });
      const page = await context.newPage();
      const found: string[] = [];
      const look = async (name: string, within?: string) => {
        await screenshot(page, `${name}-${theme}-${language}`);
        found.push(...(await violations(page, within)).map(line => `${name}: ${line}`));
      };
      await page.goto(`${portal.url}/create/templates/default/service`);
      const enter = page.getByRole('button', { name: korean ? '들어가기: 서비스 개발자' : 'Enter: Service developer' });
      await enter.waitFor();
      await look('sign-in');
      await enter.click();
      await page.getByRole('textbox', { name: korean ? '이름' : 'Name' }).fill('refunds');
      await page.getByText(korean ? 'refunds: 쓸 수 있습니다.' : 'refunds is free.').waitFor();
      await page.getByRole('button', { name: korean ? /소유 팀/ : /Owner/ }).click();
      await page.getByRole('option', { name: 'Payments' }).click();
      await look('new-service-questions', '#root_answers');
      await page.getByRole('button', { name: korean ? '다음' : 'Next' }).click();
      await page.getByText(korean ? '비용이 드는 것' : 'What costs money').waitFor();
      await look('new-service-files', '#root_review');
      await page.goto(`${portal.url}/modules`);
      await page.getByRole('link', { name: 'ecs-service', exact: true }).first().waitFor();
      await look('modules', 'main');
      await page.getByRole('link', { name: korean ? '새 모듈' : 'New module' }).click();
      await page.getByRole('textbox', { name: korean ? '제목' : 'Title' }).waitFor();
      await look('new-module', '#root_answers');
      for (const [tab, text] of moduleTabs) {
        await page.goto(`${portal.url}/modules/rds?tab=${tab}`);
        await page.getByText(text).filter({ visible: true }).first().waitFor();
        await look(`module-${tab}`, 'main');
      }
      await page.goto(`${portal.url}/stacks`);
      await page.getByRole('link', { name: 'network', exact: true }).first().waitFor();
      await look('stacks', 'main');
      await page.goto(`${portal.url}/stacks/network`);
      await page.getByText('private_subnet_ids').first().waitFor();
      await look('stack', 'main');
      for (const [tab, text] of [['adr', '0015'], ['troubleshooting', 'TS-001'], ['path', korean ? '온콜을' : 'on-call']]) {
        await page.goto(`${portal.url}/handbook?tab=${tab}`);
        await page.getByRole('link', { name: new RegExp(text) }).first().waitFor();
        await look(`handbook-${tab}`, 'main');
      }
      await page.goto(`${portal.url}/handbook?tab=adr`);
      await page.getByRole('link', { name: korean ? 'ADR 제안' : 'Propose an ADR' }).click();
      await page.getByRole('textbox', { name: korean ? '제목' : 'Title' }).waitFor();
      await page.getByRole('button', { name: korean ? '다음' : 'Next' }).click();
      await page.getByRole('alert').first().waitFor();
      await look('propose-adr', '#root_answers');
      await page.goto(`${portal.url}/handbook/document?${entry}`);
      await page.getByRole('heading', { name: korean ? '원인' : 'Cause' }).waitFor();
      await look('handbook-entry', 'main');
      await page.goto(`${portal.url}/catalog/default/component/storefront`);
      await page.getByText('access_logs_bucket').first().waitFor();
      await look('service', 'main');
      // Backstage's own pages speak the language too
      await page.goto(portal.url);
      await page.getByRole('heading', { name: korean ? 'Connectly 카탈로그' : 'Connectly Catalog' }).waitFor();
      await screenshot(page, `catalog-${theme}-${language}`);
      await context.close();
      expect(found).toEqual([]);
    });

    it.each(['light', 'dark'] as const)('of the forge have no axe violation in %s', async theme => {
      const context = await openContext(browser, { theme });
      const page = await context.newPage();
      const found: string[] = [];
      // as at GitHub, a private repository is not there for who has not said who they are
      await page.goto(`${portal.forgeUrl}/connectly`);
      await page.getByLabel(/You are/).selectOption({ value: 'minseo' });
      await page.getByRole('button', { name: 'Change' }).click();
      for (const path of ['', '/platform', '/platform/blob/main/README.md', '/platform/tree/main/docs', '/storefront/pulls', '/storefront/pull/1']) {
        const answer = await page.goto(`${portal.forgeUrl}/connectly${path}`);
        expect([path, answer?.status()]).toEqual([path, 200]);
        await screenshot(page, `forge${path.replaceAll('/', '-')}-${theme}`);
        found.push(...(await violations(page)).map(line => `${path}: ${line}`));
      }
      await context.close();
      expect(found).toEqual([]);
    });
  });
});
