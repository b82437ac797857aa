/**
 * What people propose in the portal, to its end: a decision, a module and an owner for what has none become pull requests at the forge,
 * and are in the handbook and the catalog once they are merged. And a runbook on paper.
 */
import { Browser, BrowserContext, Page } from 'playwright-core';
import { chromiumPath, launchBrowser, openContext, screenshot, violations } from './browser';
import { startPortal, TestPortal } from './portal';
import { PullRequests, until } from './pullRequests';

const engineer = 'guest-platform-engineer';
const documentAt = (repository: string, path: string) => `handbook/document?${new URLSearchParams({ repository, path })}`;

(chromiumPath ? describe : describe.skip)('proposals', () => {
  let portal: TestPortal;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** Waits until the backend has what there is at a path. */
  const answered = (path: string) =>
    until(
      portal,
      path,
      () =>
        portal.call(engineer, 'GET', path).then(
          () => true,
          () => undefined,
        ),
      120,
    );

  beforeAll(async () => {
    portal = await startPortal([]);
    await answered('/catalog/entities/by-name/template/default/adr');
    await answered('/catalog/entities/by-name/component/default/storefront');
    browser = await launchBrowser();
    context = await openContext(browser);
    page = await context.newPage();
    await page.goto(`${portal.url}/handbook`);
    await page.getByRole('button', { name: 'Enter: Platform engineer' }).click();
    await page.getByRole('heading', { name: 'Handbook' }).first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  const choose = async (field: RegExp, option: string) => {
    await page.getByRole('button', { name: field }).click();
    await page.getByRole('option', { name: option }).first().click();
  };
  const write = (name: string, text: string) => page.getByRole('textbox', { name, exact: true }).fill(text);
  /** Goes from the questions over the files to the pull request; gives its number. */
  async function send(button: string, look: string): Promise<number> {
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText(/^This is what/).first().waitFor();
    expect(await violations(page, '#root_review')).toEqual([]);
    await screenshot(page, look);
    await page.getByRole('button', { name: /Confirm/ }).click();
    await page.getByRole('button', { name: button, exact: true }).click();
    const link = page.getByRole('link', { name: /Pull request/ }).first();
    await link.waitFor({ timeout: 120_000 });
    return Number(/\/pull\/(\d+)$/.exec((await link.getAttribute('href')) ?? '')?.[1]);
  }
  const filesOf = async (repository: string, number: number) =>
    (await portal.forge<{ filename: string }[]>(`/repos/connectly/${repository}/pulls/${number}/files?per_page=100`)).map(file => file.filename);
  async function merge(repository: string, number: number) {
    const pullRequests = PullRequests.of(portal, repository);
    await pullRequests.approve(number);
    await pullRequests.merge(number);
  }
  it('are a decision, which the handbook has under its number once it is merged', async () => {
    await page.goto(`${portal.url}/handbook?tab=adr`);
    await page.getByRole('link', { name: /Propose/ }).first().click();
    await choose(/Repository/, 'connectly/storefront');
    await choose(/Owner/, 'Platform');
    await write('Title', 'Queues for orders');
    await write('Context and problem', 'Orders are lost when the `<b>warehouse</b>` is down.');
    await write('Considered options', 'A queue\nA call that is tried again');
    await choose(/Chosen option/, 'A queue');
    await write('Because …', 'it keeps what nobody takes.');
    const number = await send('Propose', 'decision-files');
    const [path, ...others] = await filesOf('storefront', number);
    expect([path, others]).toEqual([expect.stringMatching(/^docs\/adr\/\d{4}-queues-for-orders\.md$/), []]);
    await merge('storefront', number);
    const address = documentAt('connectly/storefront', path);
    await answered(`/${address}`);
    await page.goto(`${portal.url}/${address}`);
    await page.getByRole('heading', { name: 'Decision Outcome' }).waitFor();
    expect(await page.getByText('<b>warehouse</b>').count()).toBeGreaterThan(0);
    await screenshot(page, 'decision-merged');
  });

  it('are a module, which the catalog has once it is merged', async () => {
    await page.goto(`${portal.url}/create/templates/default/module`);
    await write('Name', 'parcel-topic');
    await write('Title', 'Parcel topic');
    await write('Description', 'A topic that tells of parcels.');
    await choose(/Owner/, 'Platform');
    const number = await send('Create', 'module-files');
    const files = await filesOf('platform', number);
    expect(files.every(file => file.startsWith('infrastructure/modules/parcel-topic/'))).toBe(true);
    expect(files.map(file => file.split('/').slice(3).join('/'))).toEqual(
      expect.arrayContaining(['main.tf', 'variables.tf', 'outputs.tf', 'module.yaml', 'README.md', 'CHANGELOG.md']),
    );
    await merge('platform', number);
    await answered('/terraform/modules/parcel-topic');
    await page.goto(`${portal.url}/modules/parcel-topic`);
    await page.getByRole('heading', { name: /Parcel topic|parcel-topic/ }).first().waitFor();
    expect(await violations(page, 'main')).toEqual([]);
    await screenshot(page, 'module-merged');
  });

  it('are an owner for a document that has none, from its line in the list to the merge', async () => {
    const path = 'docs/parcels.md';
    const text = '---\ntitle: Parcels\nowner: group:default/gone\n---\n\n# Parcels\n\nWhere they are.\n';
    await portal.forge(`/repos/connectly/storefront/contents/${path}`, 'PUT', {
      message: 'Describe parcels',
      content: Buffer.from(text).toString('base64'),
      branch: 'main',
    });
    await answered(`/${documentAt('connectly/storefront', path)}`);
    await page.goto(`${portal.url}/handbook?tab=owners`);
    const orphan = page.getByRole('row').filter({ hasText: 'Parcels' });
    await orphan.waitFor();
    await orphan.scrollIntoViewIfNeeded();
    await screenshot(page, 'orphan');
    const [forge] = await Promise.all([context.waitForEvent('page'), orphan.getByRole('link', { name: path }).click()]);
    await forge.getByLabel(/You are/).selectOption({ value: 'minseo' });
    await forge.getByRole('button', { name: 'Change' }).click();
    await forge.getByLabel('Text').fill(text.replace('group:default/gone', 'group:default/platform'));
    await forge.getByLabel('Why').fill('Nobody looked after it.');
    expect(await violations(forge)).toEqual([]);
    await screenshot(forge, 'orphan-change');
    await forge.getByRole('button', { name: 'Propose the change' }).click();
    await forge.waitForURL(/\/pull\/\d+$/);
    await screenshot(forge, 'orphan-pull-request');
    const number = Number(/\d+$/.exec(forge.url())![0]);
    await merge('storefront', number);
    await until(
      portal,
      'owner of the document',
      async () => {
        const found = await portal.call<{ owner: string }>(engineer, 'GET', `/${documentAt('connectly/storefront', path)}`);
        return found.owner === 'group:default/platform' ? true : undefined;
      },
      120,
    );
    const { items } = await portal.call<{ items: { owner: string }[] }>(engineer, 'GET', '/handbook/owners');
    expect(items.map(({ owner }) => owner)).not.toContain('group:default/gone');
  });

  it('can be printed: a runbook is on paper whole, with every step and without what is for screens', async () => {
    const path = 'docs/runbooks/database-deleted.md';
    await page.goto(`${portal.url}/${documentAt('connectly/platform', path)}`);
    await page.getByRole('button', { name: 'One step at a time' }).waitFor();
    const steps = await page.getByRole('heading', { name: /^Step \d+/ }).allInnerTexts();
    expect(steps.length).toBeGreaterThan(2);
    await page.emulateMedia({ media: 'print' });
    for (const step of steps) expect(await page.getByRole('heading', { name: step }).isVisible()).toBe(true);
    expect(await page.locator('button:visible').count()).toBe(0);
    expect(await page.locator('nav:visible').count()).toBe(0);
    await page.setViewportSize({ width: 794, height: 1123 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(794);
    await screenshot(page, 'runbook-on-paper');
    const paper = await page.pdf({ format: 'A4' });
    // nothing is cut off at a window's height
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    expect(paper.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0).toBeGreaterThan(height / 1123 / 2);
    await page.emulateMedia({ media: 'screen' });
  });
});
