/**
 * Documents whose front matter attacks: merged into the central repository as anybody's are, and then looked at on every page that shows
 * a title, owner, tag, date, step or finding of one. Nothing runs, nothing is asked of anybody else, and every other document is still there.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Browser } from 'playwright-core';
import { stringify } from 'yaml';
import { chromiumPath, launchBrowser, openContext, screenshot } from './browser';
import { startPortal, TestPortal } from './portal';
import { PullRequests, until } from './pullRequests';

const engineer = 'guest-platform-engineer';
const repository = 'connectly/platform';

/** Texts that a page must show, or leave out, but never obey. */
const attacks = [
  '<script>hostile()</script>',
  '<img src=x onerror=hostile()>',
  '"><svg onload=hostile()>',
  '<iframe srcdoc="<script>parent.hostile()</script>">',
  // eslint-disable-next-line no-script-url
  'javascript:hostile()',
  '[press](javascript:hostile())',
  '![seen](http://elsewhere.invalid/seen.png)',
  '</style><style>*{background:url(http://elsewhere.invalid/seen.png)}</style>',
  '<link rel=stylesheet href=http://elsewhere.invalid/style.css>',
  '{{constructor.constructor("hostile()")()}}',
  '${hostile()}',
  'group:default/<img src=x onerror=hostile()>',
  '../../../../api/auth/guest/refresh?',
  '//elsewhere.invalid/',
  '\u202Edesrever\u202C\u2066',
  'long '.repeat(2_000),
];

/** A document of each kind that says the same in each place that is shown. */
const kinds: [folder: string, document: (attack: string, number: number) => { name: string; head: Record<string, unknown>; body: string }][] = [
  ['docs/adr', (attack, number) => ({
    name: `${9_500 + number}-hostile`,
    head: { status: number % 2 ? attack : 'accepted', date: number % 3 ? '2026-11-30' : attack, 'decision-makers': [attack], about: [attack, 'module:rds'], tags: [attack], supersedes: [attack], owner: attack },
    body: `# ${attack.slice(0, 200)}\n\n## Context and Problem Statement\n\nNone.\n`,
  })],
  ['docs/troubleshooting', (attack, number) => ({
    name: `TS-${900 + number}-hostile`,
    head: { id: `TS-${900 + number}`, title: attack, symptom: attack, match: [attack, `hostile pattern ${number}`], about: [attack], tags: [attack], owner: attack, reviewed: attack, proof: attack, codes: [attack] },
    body: '# Hostile\n\n## Cause\n\nNone.\n\n## Fix\n\nNone.\n',
  })],
  ['docs/runbooks', (attack, number) => ({
    name: `hostile-${number}`,
    head: { title: attack, scenario: attack, tier: attack, rto: attack, rpo: '10m', owner: attack, about: [attack], tags: [attack], reviewed: '2020-01-01', 'review-every': attack },
    body: `# Hostile\n\n## Step 1: ${attack.slice(0, 200)}\n\n- Who: ${attack.slice(0, 200)}\n- Time: ${attack.slice(0, 200)}\n\nDo nothing.\n`,
  })],
  ['docs/guides', (attack, number) => ({
    name: `hostile-${number}`,
    head: { title: attack, owner: attack, about: [attack], tags: [attack, attack], reviewed: '2020-01-01', minutes: attack },
    body: '# Hostile\n\nNone.\n',
  })],
  ['docs/onboarding', (attack, number) => ({
    name: `hostile-${number}`,
    head: { title: attack, for: attack, owner: attack, tags: [attack] },
    body: `# Hostile\n\n## ${attack.slice(0, 200)}\n\n- Time: 10 min\n- Do: [${attack.slice(0, 100)}](${attack.slice(0, 100)})\n\nNone.\n`,
  })],
];

/** Front matter that is none, or means to be more than data. */
const malformed: Record<string, string> = {
  bomb: `a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\ntags: [*c, *c, *c, *c, *c, *c, *c, *c]`,
  prototype: '__proto__: { status: accepted, isAdmin: true }\nconstructor: { prototype: { polluted: true } }\ntitle: Prototype',
  function: 'title: !!js/function "function () { hostile() }"\nowner: !!js/undefined ""',
  tags: 'title: !!python/object/apply:os.system ["touch /tmp/hostile"]',
  twice: 'title: First\ntitle: Second\nstatus: accepted',
  open: 'title: "never closed\nstatus: accepted',
  list: '- title\n- status',
  text: 'only words',
  number: '42',
  merged: 'base: &base { title: Merged }\n<<: *base\nstatus: accepted',
  deep: `title: ${'['.repeat(3_000)}${']'.repeat(3_000)}`,
  wide: `title: Wide\n${Array.from({ length: 5_000 }, (_, index) => `key${index}: ${index}`).join('\n')}`,
  directive: '%TAG ! tag:elsewhere.invalid,2026:\ntitle: !x Directive',
};

const files = {
  ...Object.fromEntries(
    attacks.flatMap((attack, number) =>
      kinds.map(([folder, document]) => {
        const { name, head, body } = document(attack, number);
        return [`${folder}/${name}.md`, `---\n${stringify(head)}---\n\n${body}`];
      }),
    ),
  ),
  ...Object.fromEntries(Object.entries(malformed).map(([name, head]) => [`docs/guides/malformed-${name}.md`, `---\n${head}\n---\n\n# Malformed ${name}\n\nNone.\n`])),
};

(chromiumPath ? describe : describe.skip)('hostile front matter', () => {
  let portal: TestPortal;
  let browser: Browser;
  const list = (offset = 0): Promise<{ items: { path: string; kind: string }[]; total: number }> =>
    portal.call(engineer, 'GET', `/handbook/documents?${new URLSearchParams({ repository, limit: '200', offset: String(offset) })}`);
  const all = async () => {
    const { items, total } = await list();
    while (items.length < total) items.push(...(await list(items.length)).items);
    return items.map(({ path }) => path).sort();
  };

  beforeAll(async () => {
    portal = await startPortal([]);
    browser = await launchBrowser();
    await until(portal, 'handbook', async () => ((await list()).total > 100 ? true : undefined), 60);
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  it('hides no other document, and runs nowhere', async () => {
    const before = await all();
    const platform = PullRequests.of(portal, 'platform');
    const number = await platform.propose('hostile', files);
    await platform.approve(number);
    await platform.merge(number);
    const hostile = Object.keys(files);
    await until(portal, 'hostile documents', async () => ((await all()).filter(path => path in files).length === hostile.length ? true : undefined), 120);
    expect(await all()).toEqual([...before, ...hostile].sort());

    const context = await openContext(browser);
    const outside: string[] = [];
    const executed: string[] = [];
    const crashed: string[] = [];
    const page = await context.newPage();
    await page.exposeFunction('hostile', () => void executed.push(page.url()));
    page.on('request', request => {
      // pictures of people and teams come from the forge, as the policy of the pages allows
      const isOwn = [`${portal.url}/`, `${portal.forgeUrl}/-/avatars/`, 'data:', 'blob:'].some(beginning => request.url().startsWith(beginning));
      if (!isOwn) outside.push(`${page.url()}: ${request.url()}`);
    });
    page.on('dialog', dialog => {
      executed.push(`${page.url()}: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', error => crashed.push(`${page.url()}: ${error.message}`));
    await page.goto(`${portal.url}/handbook`);
    const enter = page.getByRole('button', { name: 'Enter: Platform engineer' });
    await enter.click();
    await enter.waitFor({ state: 'detached' });

    const visit = async (address: string) => {
      await page.goto(`${portal.url}/${address}`);
      await page.locator('main, article').first().waitFor();
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => {
        document.querySelectorAll('main a, main button, main td, main svg *').forEach(element => element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })));
      });
      const links = await page.locator('a[href]').evaluateAll(found => found.map(element => (element as HTMLAnchorElement).href));
      executed.push(...links.filter(href => /^(javascript|data|vbscript):/i.test(href)).map(href => `${address} links to ${href}`));
    };
    for (const tab of ['adr', 'runbook', 'troubleshooting', 'guide', 'path', 'owners']) {
      await visit(`handbook?tab=${tab}`);
      await screenshot(page, `hostile-${tab}`);
    }
    for (const address of ['catalog/default/group/platform', 'modules/rds', 'search?query=hostile', 'search?query=elsewhere']) await visit(address);
    for (const path of hostile) await visit(`handbook/document?${new URLSearchParams({ repository, path })}`);
    await sleep(1_000);
    expect({ executed, outside, crashed }).toEqual({ executed: [], outside: [], crashed: [] });
    await context.close();
  });
});
