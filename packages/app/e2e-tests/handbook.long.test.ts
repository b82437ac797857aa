/**
 * The handbook in real browsers: a runbook that three people follow while the server is killed under them, and documents
 * that attack their reader.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Browser, BrowserContext, Page } from 'playwright-core';
import { chromiumPath, launchBrowser, openContext, screenshot, violations } from './browser';
import { checkout, startPortal, TestPortal } from './portal';

const engineer = 'guest-platform-engineer';
const repository = 'connectly/platform';
const runbook = 'docs/runbooks/key-deletion.md';

interface Entry {
  sequence: number;
  type: string;
  step?: number;
  text?: string;
}
interface Document {
  title: string;
  content: object;
}

(chromiumPath ? describe : describe.skip)('the handbook', () => {
  let portal: TestPortal;
  let browser: Browser;
  const read = (path: string) =>
    portal.call<Document>(engineer, 'GET', `/handbook/document?${new URLSearchParams({ repository, path })}`);
  beforeAll(async () => {
    portal = await startPortal([]);
    browser = await launchBrowser();
    // documents are there a moment after the first start
    for (let attempt = 0; attempt < 120 && !(await read(runbook).catch(() => undefined)); attempt += 1) await sleep(500);
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  const addressOf = (path: string, more: Record<string, string> = {}) =>
    `${portal.url}/handbook/document?${new URLSearchParams({ repository, path, ...more })}`;

  /** Whether one who presses the middle of it presses it, on the page as it is scrolled. */
  const isOnTop = (element: Element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  };

  async function enter(context: BrowserContext, role: string, address: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(address);
    await page.getByRole('button', { name: role }).click();
    // who goes on to another address before the identity is there is asked to sign in again
    await page.getByRole('button', { name: role }).waitFor({ state: 'detached' });
    return page;
  }

  it('is followed by three people at once, and loses nothing when the server is killed', async () => {
    const contexts = [
      await openContext(browser),
      await openContext(browser, { theme: 'dark', language: 'ko' }),
      await openContext(browser, { theme: 'dark' }),
    ];
    const lead = await enter(contexts[0], 'Enter: Platform engineer', addressOf(runbook));
    await lead.getByRole('button', { name: 'Begin an exercise' }).click();
    await lead.getByRole('button', { name: 'Tick this step: done' }).waitFor();

    const onCall = await enter(contexts[1], '들어가기: 온콜', `${portal.url}/handbook?tab=runbook`);
    await onCall.getByRole('region', { name: '지금 진행 중' }).getByRole('link').first().click();
    await onCall.getByRole('button', { name: /^1단계로 계속/ }).click();
    const phone = await enter(contexts[2], 'Enter: Service developer', lead.url());
    await phone.setViewportSize({ width: 390, height: 844 });
    const bar = (page: Page, name: string) => page.getByRole('region', { name });
    await bar(lead, 'The run').getByRole('link', { name: /Jiwoo/ }).waitFor();
    for (const page of [lead, phone]) {
      const tick = page.getByRole('button', { name: 'Tick this step: done' });
      await tick.waitFor();
      expect(await tick.evaluate(isOnTop)).toBe(true);
    }

    await lead.getByRole('button', { name: 'Tick this step: done' }).click();
    await onCall.getByText(/완료, 0:0\d:\d\d 걸림/).waitFor();
    await phone.getByText(/^Done at/).waitFor();
    const found: string[] = [];
    for (const [page, name] of [[lead, 'light-en'], [onCall, 'dark-ko'], [phone, 'phone']] as const) {
      await screenshot(page, `run-step-${name}`);
      found.push(...(await violations(page, 'main')).map(line => `${name}: ${line}`));
    }

    await portal.crash();
    await lead.getByText('No connection to the portal.').waitFor();
    await lead.getByRole('button', { name: 'Next step' }).click();
    await lead.getByRole('button', { name: 'Tick this step: done' }).click();
    await onCall.getByRole('textbox', { name: '이 단계에 메모' }).fill('포털이 죽은 동안 적었습니다.');
    await onCall.getByRole('button', { name: '메모 추가' }).click();
    await phone.getByRole('textbox', { name: 'Note at this step' }).fill('Written without a connection.');
    await phone.getByRole('button', { name: 'Add the note' }).click();
    await phone.getByText('1 entry waits.').waitFor();
    await screenshot(phone, 'run-step-disconnected');
    await portal.resume();
    for (const [page, gone] of [[lead, 'No connection'], [onCall, '포털에 연결되지'], [phone, 'No connection']] as const) {
      await page.getByText(gone).waitFor({ state: 'detached', timeout: 90_000 });
    }
    await phone.getByText('포털이 죽은 동안 적었습니다.').waitFor();
    await onCall.getByText('Written without a connection.').waitFor();

    await lead.getByRole('button', { name: 'End the run' }).click();
    const dialog = lead.getByRole('dialog');
    await dialog.getByText(/^Stopped:/).click();
    await dialog.getByRole('textbox').fill('An exercise ends here.');
    await dialog.getByRole('button', { name: 'End the run' }).click();
    await onCall.getByText('중단', { exact: true }).first().waitFor();
    await lead.getByRole('button', { name: 'Overview' }).click();
    await lead.getByText('An exercise ends here.').waitFor();
    await screenshot(lead, 'run-overview');
    found.push(...(await violations(lead, 'main')).map(line => `overview: ${line}`));

    const id = new URL(lead.url()).searchParams.get('run');
    const { entries } = await portal.call<{ entries: Entry[] }>(engineer, 'GET', `/handbook/runs/${id}`);
    expect(entries.map(entry => entry.sequence)).toEqual(entries.map((_, index) => index + 1));
    const of = (type: string) => entries.filter(entry => entry.type === type);
    expect(of('joined')).toHaveLength(2);
    expect(of('done').map(entry => entry.step)).toEqual([1, 2]);
    expect(of('noted').map(entry => entry.text).sort()).toEqual(['Written without a connection.', '포털이 죽은 동안 적었습니다.']);
    expect(of('ended')).toHaveLength(1);
    const [download] = await Promise.all([
      lead.waitForEvent('download'),
      lead.getByRole('button', { name: 'Report as Markdown' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d-key-deletion\.md$/);
    expect(found).toEqual([]);
    await Promise.all(contexts.map(context => context.close()));
  });

  it('shows hostile documents as text: nothing runs, and nothing is asked of anybody else', async () => {
    const corpus = join(checkout, 'plugins/handbook-react/src/__testUtils__/hostileDocuments.ts');
    const { hostileDocuments } = (await import(corpus)) as { hostileDocuments: () => { name: string; text: string }[] };
    const documents = hostileDocuments();
    expect(documents.length).toBeGreaterThanOrEqual(500);
    const template = await read('docs/guides/make-a-service.md');
    const context = await openContext(browser);
    const outside: string[] = [];
    const executed: string[] = [];
    let current = '';
    await context.exposeFunction('hostile', () => void executed.push(current));
    const page = await enter(context, 'Enter: Service developer', addressOf('docs/guides/make-a-service.md'));
    await page.getByRole('heading', { level: 1, name: template.title }).or(page.getByText(template.title)).first().waitFor();
    page.on('request', request => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(`${portal.url}/`)) outside.push(`${current}: ${request.url()}`);
    });
    page.on('dialog', dialog => {
      executed.push(`${current}: ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on('page', opened => void executed.push(`${current} opened ${opened.url()}`));
    const begun = 'Shown to its end.';
    await page.route('**/api/handbook/document?*', async route => {
      const index = Number(new URL(route.request().url()).searchParams.get('path'));
      const text = documents[index].text;
      await route.fulfill({ json: { ...template, title: `Attack ${index}. ${begun}`, content: { ...template.content, text } } });
    });
    const framed: string[] = [];
    for (const [index, { name }] of documents.entries()) {
      current = name;
      await page.evaluate(address => {
        window.history.pushState({}, '', address);
        window.dispatchEvent(new PopStateEvent('popstate'));
      }, addressOf(String(index)));
      await page.getByText(`Attack ${index}. ${begun}`).first().waitFor();
      const parts = await page.evaluate(() => {
        const article = document.querySelector('article');
        article?.querySelectorAll('a, p, svg').forEach(element => element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })));
        return [...(article?.querySelectorAll('script, style, iframe, frame, object, embed, link, meta, base, form, img, audio, video') ?? [])].map(
          element => element.outerHTML,
        );
      });
      framed.push(...parts.map(part => `${name}: ${part}`));
    }
    await sleep(1_000);
    expect({ executed, outside, framed }).toEqual({ executed: [], outside: [], framed: [] });
    await context.close();
  });

  it('fits a phone: the line is below the tab that is chosen, and what an input is for stands in sight', async () => {
    const context = await openContext(browser);
    const phone = await enter(context, 'Enter: Service developer', `${portal.url}/handbook?tab=troubleshooting`);
    await phone.setViewportSize({ width: 390, height: 844 });
    const edges = (selector: string) =>
      phone.locator(selector).first().evaluate(element => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return { left, right, top, bottom };
      });
    for (const path of ['handbook?tab=troubleshooting', 'modules/rds', 'modules/rds?tab=inputs', 'create']) {
      await phone.goto(`${portal.url}/${path}`);
      const [line, tab] =
        path === 'create' ? ['.bui-TabActive', '.bui-Tab[aria-selected=true]'] : ['.bui-HeaderNavActive', '.bui-HeaderNavItem[aria-current=page]'];
      await phone.locator(tab).first().waitFor();
      await sleep(1_000);
      const [drawn, chosen] = [await edges(line), await edges(tab)];
      expect({ path, below: drawn.top - chosen.bottom }).toEqual({ path, below: expect.closeTo(0, 0) });
      expect({ path, width: await phone.evaluate(() => document.documentElement.scrollWidth) }).toEqual({ path, width: 390 });
    }
    await phone.goto(`${portal.url}/modules/rds?tab=inputs`);
    await phone.locator('table').first().waitFor();
    expect((await edges('tbody td:last-child')).right).toBeLessThanOrEqual(390);
    await context.close();
  });
});
