/**
 * An existing portal takes the suite: packed packages, the guide's lines, a web app of the new and one of the old
 * frontend system.
 */
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Browser, Page } from 'playwright-core';
import { chromiumPath, launchBrowser, openContext, screenshot } from '../e2e-tests/browser';
import { checkout } from '../e2e-tests/portal';
import { InstalledPortal, installPortal } from './installedPortal';

const run = promisify(execFile);
const itInBrowser = chromiumPath ? it : it.skip;

/** The package that an import names, or undefined where it names a file. */
function packageOf(specifier: string): string | undefined {
  if (/^[./]/.test(specifier)) return undefined;
  const [scope, name] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

describe('a portal that exists', () => {
  let portal: InstalledPortal;
  let browser: Browser | undefined;
  beforeAll(async () => {
    portal = await installPortal();
    if (chromiumPath) browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  const installed = (name = '') => join(portal.directory, 'node_modules', '@connectly', name);

  /** Enters a web app, and passes its sign-in page where it has one. */
  async function enter(url: string): Promise<Page> {
    const context = await openContext(browser as Browser);
    const page = await context.newPage();
    await page.goto(`${url}/catalog`);
    const door = page.getByRole('button', { name: 'Enter' });
    await door.or(page.getByText('Owned').first()).first().waitFor();
    if (await door.isVisible()) await door.click();
    await page.getByText('Owned').first().waitFor();
    return page;
  }

  it('holds nothing of this checkout, and declares everything that the packages import', async () => {
    const undeclared = new Set<string>();
    const names = await readdir(installed());
    expect(names).toEqual(expect.arrayContaining(['suite-backend', 'plugin-platform', 'plugin-terraform', 'plugin-handbook']));
    for (const name of names) {
      const manifest = JSON.parse(await readFile(join(installed(name), 'package.json'), 'utf8'));
      const declared = new Set([
        manifest.name,
        ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }),
        ...builtinModules,
      ]);
      expect(await readdir(installed(name))).not.toContain('src');
      for (const path of await readdir(join(installed(name), 'dist'), { recursive: true })) {
        if (!/\.(js|d\.ts)$/.test(path)) continue;
        const text = await readFile(join(installed(name), 'dist', path), 'utf8');
        for (const [, specifier] of text.matchAll(/(?:\bfrom |\brequire\(|\bimport\()['"]([^'"\s]+)['"]/g)) {
          const wanted = packageOf(specifier.replace(/^node:/, ''));
          if (wanted && !declared.has(wanted)) undeclared.add(`${manifest.name} ${wanted}`);
        }
      }
    }
    expect([...undeclared]).toEqual([]);
  });

  it('reads the same lines in the README as in the guide', async () => {
    const readme = await readFile(join(checkout, 'README.md'), 'utf8');
    const guide = await readFile(join(checkout, 'docs/guides/add-to-a-portal.md'), 'utf8');
    const [, section] = /## Into a portal that exists\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const lines = [...(section ?? '').matchAll(/^```\w+\n([\s\S]*?)^```/gm)].flatMap(([, code]) => code.trim().split('\n'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines.filter(item => item.trim())) expect(guide).toContain(line.trim());
  });

  it('renders a service from the files that came with the packages', async () => {
    const signIn = await fetch(`${portal.url}/api/auth/guest/refresh`, { headers: { 'x-requested-with': 'XMLHttpRequest' } });
    const token: string = (await signIn.json()).backstageIdentity.token;
    const answers = {
      name: 'invoices',
      owner: 'payments',
      environments: ['dev'],
      size: 'small',
      database: 'none',
      exposure: 'internal',
    };
    const preview = () =>
      fetch(`${portal.url}/api/platform/services/preview`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(answers),
      });
    // the modules are there a moment after the first start
    let response = await preview();
    for (let attempt = 0; attempt < 60 && !response.ok; attempt += 1) {
      await sleep(500);
      response = await preview();
    }
    const { rendered } = (await response.json()) as { rendered: { foundation: { path: string; content: string }[] } };
    const skeleton = join(checkout, 'plugins/platform-node/skeleton/service');
    for (const path of ['Dockerfile', 'dot-gitignore', 'src/server.mjs']) {
      const file = rendered.foundation.find(item => item.path === path.replace('dot-', '.'));
      expect(file?.content).toBe(await readFile(join(skeleton, path), 'utf8'));
    }
  });

  it('renders with the packed command line what the checkout renders, to the byte', async () => {
    const directory = join(portal.directory, '..', 'rendered');
    await mkdir(directory);
    const answers = join(directory, 'answers.json');
    await writeFile(
      answers,
      JSON.stringify({ name: 'invoices', owner: 'payments', environments: ['dev'], size: 'small', database: 'postgres', exposure: 'internal' }),
    );
    const render = (program: string, name: string) =>
      run(program, ['service', 'render', '--answers', answers, '--out', join(directory, name)], {
        env: { ...process.env, PLATFORM_CHECKOUT: checkout },
      });
    await render(join(portal.directory, 'node_modules/.bin/platform'), 'packed');
    await render(join(checkout, 'packages/cli/bin/platform'), 'checkout');
    const { stdout } = await run('diff', ['-r', join(directory, 'packed'), join(directory, 'checkout')]);
    expect(stdout).toBe('');
    expect(await readdir(join(directory, 'packed', 'terraform', 'dev'))).toContain('main.tf');
  });

  describe.each(['new', 'old'] as const)('with the %s frontend system', system => {
    let page: Page;
    let url: string;
    beforeAll(async () => {
      url = system === 'new' ? portal.url : portal.legacyUrl;
      if (browser) page = await enter(url);
    });

    itInBrowser('shows the modules', async () => {
      await page.goto(`${url}/modules`);
      await page.getByRole('link', { name: 'rds', exact: true }).click();
      await page.getByRole('link', { name: /^Inputs/ }).click();
      await page.getByText('backup_retention_days').first().waitFor();
      await screenshot(page, `installed-${system}-module`);
    });

    itInBrowser('shows the stacks', async () => {
      await page.goto(`${url}/stacks`);
      await page.getByRole('link', { name: 'network', exact: true }).click();
      await page.getByText(/vpc[-_]id/).first().waitFor();
      await screenshot(page, `installed-${system}-stack`);
    });

    itInBrowser('shows the handbook', async () => {
      await page.goto(`${url}/handbook?tab=adr&search=reader`);
      await page.getByRole('link', { name: /One reader of Git/ }).click();
      await page.getByRole('heading', { name: 'Considered Options' }).waitFor();
      await screenshot(page, `installed-${system}-decision`);
    });

    itInBrowser('shows what a service is built from', async () => {
      await page.goto(`${url}/catalog/default/component/ledger`);
      await page.getByText('Versions of modules by environment').first().waitFor({ state: 'attached' });
      await page.getByRole('link', { name: 'rds', exact: true }).first().waitFor();
      await screenshot(page, `installed-${system}-service`);
    });

    itInBrowser('asks for a service and shows its files', async () => {
      await page.goto(`${url}/create/templates/default/service`);
      await page.getByRole('textbox', { name: 'Name' }).fill('ledger');
      await page.getByText(/PLT-105/).waitFor();
      await page.getByRole('textbox', { name: 'Name' }).fill('invoices');
      await page.getByText('invoices is free.').waitFor();
      await page.getByRole('button', { name: /Owner/ }).click();
      await page.getByRole('option', { name: 'Payments' }).click();
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByRole('button', { name: 'terraform/prod/main.tf' }).click();
      await page.getByText('What costs money').waitFor();
      await screenshot(page, `installed-${system}-files`);
    });
  });
});
