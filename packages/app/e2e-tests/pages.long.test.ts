/**
 * Every page of the suite with all that this repository holds (each module, each stack, each kind of document, owners and search), in
 * both languages and themes: no page is missing or broken, none runs over a phone's side, and axe finds nothing.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Browser, Page } from 'playwright-core';
import { chromiumPath, launchBrowser, openContext, screenshot, violations } from './browser';
import { checkout, startPortal, TestPortal } from './portal';
import { until } from './pullRequests';

const engineer = 'guest-platform-engineer';
const repository = 'connectly/platform';
const documentAt = (path: string) => `handbook/document?${new URLSearchParams({ repository, path })}`;
const foldersOf = (part: string) => {
  const entries = readdirSync(join(checkout, 'infrastructure', part), { withFileTypes: true });
  return entries.filter(entry => entry.isDirectory()).map(entry => entry.name);
};
const modules = foldersOf('modules');
const stacks = foldersOf('stacks');

/** Each of ours, one after the other. */
const everyPage = [
  'modules',
  'stacks',
  ...modules.map(name => `modules/${name}?tab=inputs`),
  ...['overview', 'use', 'outputs', 'examples', 'versions', 'compare', 'consumers', 'findings'].map(tab => `modules/ecs-service?tab=${tab}`),
  ...stacks.map(name => `stacks/${name}`),
  ...['modules', 'findings'].map(tab => `stacks/portal?tab=${tab}`),
  ...['adr', 'runbook', 'troubleshooting', 'guide', 'path', 'owners'].map(tab => `handbook?tab=${tab}`),
  documentAt('docs/adr/0017-two-roles-for-each-service.md'),
  documentAt('docs/runbooks/database-deleted.md'),
  documentAt('docs/runbooks/disaster-recovery.md'),
  documentAt('docs/guides/make-a-service.md'),
  documentAt('docs/onboarding/on-call.md'),
  documentAt('docs/troubleshooting/TS-001-state-locked.md'),
  'catalog/default/component/storefront',
  'catalog/default/component/storefront/documents',
  'catalog/default/component/rds',
  'catalog/default/group/platform',
  'catalog/default/resource/network',
  'search?query=state%20locked',
];

/** What a page that is not there, or not whole, says. */
const broken = /PAGE NOT FOUND|could not be found|Something went wrong|찾을 수 없습니다|\[object Object\]|\bundefined\b|\bNaN\b/;

/** Ours, on pages that are otherwise Backstage's. */
const ownParts = ['[class*=cards_]', '[class*=DataTable]', '[class*=FoundItem]'];

const looks = (['light', 'dark'] as const).flatMap(theme => (['en', 'ko'] as const).map(language => ({ theme, language })));

(chromiumPath ? describe : describe.skip)('every page', () => {
  let portal: TestPortal;
  let browser: Browser;
  beforeAll(async () => {
    portal = await startPortal([]);
    browser = await launchBrowser();
    const isThere = (path: string) =>
      portal.call(engineer, 'GET', path).then(
        () => true,
        () => undefined,
      );
    await until(portal, 'documents', () => isThere(`/${documentAt('docs/runbooks/key-deletion.md')}`), 60);
    await until(portal, 'stacks', () => isThere('/terraform/stacks/portal'), 60);
    // what is searched is collected a while after the first start
    await until(
      portal,
      'results of the search',
      async () => ((await portal.call<{ results: unknown[] }>(engineer, 'GET', '/search/query?term=locked')).results.length > 0 ? true : undefined),
      180,
    );
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  /** Waits until nothing is loading any more; some pages ask again and again, so quiet alone is not waited for. */
  async function settled(page: Page) {
    await page.waitForLoadState('load');
    await page.locator('main, article').first().waitFor();
    for (let quiet = 0; quiet < 3; ) {
      await sleep(200);
      const isLoading = await page.locator('[role=progressbar], [aria-busy=true], .bui-Skeleton').filter({ visible: true }).count();
      quiet = isLoading > 0 ? 0 : quiet + 1;
    }
  }

  it.each(looks)('is whole in $theme, $language', async ({ theme, language }) => {
    const context = await openContext(browser, { theme, language });
    const page = await context.newPage();
    const crashes: string[] = [];
    page.on('pageerror', error => crashes.push(`${page.url()}: ${error.message}`));
    await page.goto(`${portal.url}/modules`);
    const enter = page.getByRole('button', { name: language === 'ko' ? '들어가기: 플랫폼 엔지니어' : 'Enter: Platform engineer' });
    await enter.click();
    await enter.waitFor({ state: 'detached' });
    const found: string[] = [];
    for (const [index, path] of everyPage.entries()) {
      // pages of one kind differ by their data, which is the same in each look: one look for each page, all looks for each kind
      const isOneOfMany = /^(modules\/.*tab=inputs|stacks\/[^?]*)$/.test(path);
      if (isOneOfMany && looks[index % looks.length] !== looks.find(look => look.theme === theme && look.language === language)) continue;
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${portal.url}/${path}`);
      await settled(page);
      if (path.startsWith('search')) await page.getByText('TS-001').first().waitFor();
      const name = path.replace(/document\?.*2F([^&]+)\.md/, '$1').replace(/[^\w-]+/g, '-');
      await screenshot(page, `page-${name}-${theme}-${language}`);
      const text = await page.locator('main, article').first().innerText();
      const said = broken.exec(text);
      if (said) found.push(`${path} says ${said[0]}`);
      if (path.startsWith('catalog') || path.startsWith('search')) {
        for (const part of ownParts) {
          if ((await page.locator(part).count()) > 0) found.push(...(await violations(page, part)).map(line => `${path}: ${line}`));
        }
      } else found.push(...(await violations(page, 'main')).map(line => `${path}: ${line}`));
      await page.setViewportSize({ width: 390, height: 844 });
      await sleep(300);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 390) {
        found.push(`${path} is ${width} px wide on a phone`);
        await screenshot(page, `phone-${name}-${theme}-${language}`);
      }
    }
    await context.close();
    expect({ found, crashes }).toEqual({ found: [], crashes: [] });
  });
});
