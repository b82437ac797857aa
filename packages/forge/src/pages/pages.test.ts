import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { Browser } from '../__testUtils__/Browser';
import { git, withToken } from '../__testUtils__/gitClient';
import { TestForge, tokens } from '../__testUtils__/TestForge';
import { escapeHtml } from './html';
import { diffLines, renderMarkdown } from './markdown';

const hostile = `<script>alert('x')</script>"><img src=x onerror=alert(1)>&'`;

/** Every tag of a document with its attributes, read as a browser reads them. */
function tagsOf(
  html: string,
): Array<{ name: string; attributes: Record<string, string> }> {
  const tag =
    /<([a-z][a-z0-9]*)((?:\s+[^\s=>"']+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*\/?>/gi;
  return [...html.matchAll(tag)].map(([, name, text]) => ({
    name,
    attributes: Object.fromEntries(
      [
        ...text.matchAll(/([^\s=>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?/g),
      ].map(([, key, value = '']) => [key, value.replace(/^["']|["']$/g, '')]),
    ),
  }));
}

let forge: TestForge;
let browser: Browser;
let number: number;

beforeAll(async () => {
  forge = await TestForge.start();
  await forge.repository('svc', { description: hostile });
  await forge.write(
    'svc',
    'main',
    'README.md',
    `# Read me\n\n${hostile}\n\n[bad](javascript:alert(1)) ![pic](http://elsewhere/x.png)`,
  );
  await forge.write('svc', 'main', '%3Cb%3E%22.html', hostile);
  await forge.rest('PUT', '/repos/acme/svc/collaborators/mina', {
    body: { permission: 'push' },
  });
  await forge.write('svc', 'topic', 'topic.txt', `${hostile}\n`);
  const { body } = await forge.rest('POST', '/repos/acme/svc/pulls', {
    body: { title: hostile, body: hostile, head: 'topic', base: 'main' },
  });
  number = body.number;
  await forge.rest('POST', `/repos/acme/svc/statuses/${body.head.sha}`, {
    body: {
      state: 'failure',
      context: hostile,
      description: hostile,
      // eslint-disable-next-line no-script-url
      target_url: 'javascript:alert(1)',
    },
  });
  await forge.rest('POST', '/repos/acme/svc/hooks', {
    body: {
      events: ['push'],
      config: { url: 'http://127.0.0.1:9/x', content_type: 'json' },
    },
  });
  await forge.running.deliveriesSettled();
  browser = new Browser(forge);
  await browser.become('mina');
});
afterAll(() => forge.stop());

describe('pages', () => {
  it.each([
    '/',
    '/acme',
    '/acme/svc',
    '/acme/svc/blob/main/README.md',
    '/acme/svc/blob/main/%3Cb%3E%22.html',
    '/acme/svc/tree/topic',
    '/acme/svc/commits',
    '/acme/svc/commits/main/%3Cb%3E%22.html',
    '/acme/svc/edit/main/README.md',
    '/acme/svc/commit/main',
    '/acme/svc/pulls',
    '/acme/svc/pull/1',
    '/acme/svc/pull/1/files',
    '/orgs/acme/teams/payments',
    '/nowhere/at%3Call',
    '/acme/svc/settings/hooks',
    '/acme/svc/blob/%22%3E%3Cscript%3E/x',
  ])('%s runs nothing that somebody wrote', async path => {
    const { html, headers } = await browser.open(path);
    for (const { name, attributes } of tagsOf(html)) {
      expect(name).not.toMatch(/^(script|iframe|object|style|b|i)$/i);
      expect(Object.keys(attributes).filter(each => /^on/i.test(each))).toEqual(
        [],
      );
      for (const each of ['href', 'src', 'action', 'formaction']) {
        expect(attributes[each] ?? '/').toMatch(
          /^(\/|\?|#|https?:\/\/(localhost|elsewhere))/,
        );
      }
    }
    expect(headers.get('content-security-policy')).toContain(
      "default-src 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(html).toMatch(/<html lang="en">[^]*<title>[^<]+<\/title>[^]*<h1>/);
  });

  it('tells the history of one file', async () => {
    const count = (html: string) => html.split('/acme/svc/commit/').length - 1;
    const all = count((await browser.open('/acme/svc/commits/main')).html);
    const one = await browser.open('/acme/svc/commits/main/README.md');
    expect(one.html).toContain('<h1>Commits of README.md</h1>');
    expect([count(one.html) > 0, count(one.html) < all]).toEqual([true, true]);
  });

  it('serves a raw file as text in a sandbox', async () => {
    const { headers, html } = await browser.open(
      '/acme/svc/raw/main/%3Cb%3E%22.html',
    );
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(html).toBe(hostile);
  });

  it('hides a private repository from who may not see it, and asks a new browser who it is', async () => {
    const stranger = new Browser(forge);
    expect((await stranger.open('/acme/svc')).html).toContain('Who are you?');
    await stranger.become('stranger');
    expect((await stranger.open('/acme/svc')).status).toBe(404);
    expect((await stranger.open('/acme')).html).not.toContain('/acme/svc"');
  });

  it('says what is not there, and leads one level up', async () => {
    const nowhere = await browser.open('/acme/nothing/pulls');
    expect(nowhere.status).toBe(404);
    expect(nowhere.html).toMatch(/<code>\/acme\/nothing\/pulls<\/code>:\s+There is nothing here\./);
    expect(nowhere.html).toContain('<a href="/acme/nothing">Look one level up</a>');
    const [, up] = /<a href="([^"]*)">Look one level up/.exec((await browser.open('/acme/nothing')).html)!;
    expect((await browser.open(up)).status).toBe(200);
    const file = await browser.open('/acme/svc/blob/main/nothing.md');
    expect(file.html).toContain('There is no such file.');
    expect(file.html).toContain('<a href="/acme/svc">Look one level up</a>');
  });

  it('opens a pull request of a pushed branch by a form, for who may write', async () => {
    await forge.repository('proposing', { private: false });
    const writer = { permission: 'push' };
    await forge.rest('PUT', '/repos/acme/proposing/collaborators/mina', { body: writer });
    const sha = await forge.head('proposing', 'main');
    const same = { ref: 'refs/heads/same', sha };
    await forge.rest('POST', '/repos/acme/proposing/git/refs', { body: same });
    const here = '/acme/proposing/pulls';
    expect((await browser.open(here)).html).not.toContain('Open a pull request');
    await forge.write('proposing', 'change', 'x.txt', 'x');
    const options = (await browser.open(here)).html.match(/<option>.*?<\/option>/g);
    expect(options).toEqual(['<option>change</option>']);
    const reader = new Browser(forge);
    await reader.become('stranger');
    expect((await reader.open(here)).html).not.toContain('Open a pull request');
    const refused = await reader.submit('/acme/proposing', here, { head: 'change', title: 'Mine' });
    expect(refused.status).toBe(403);

    const opened = await browser.submit(here, here, { head: 'change', title: hostile, body: 'Why' });
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/acme/proposing/pull/1']);
    const pull = await forge.rest('GET', '/repos/acme/proposing/pulls/1');
    expect(pull.body).toMatchObject({ title: hostile, body: 'Why', user: { login: 'mina' }, head: { ref: 'change' } });
    expect((await browser.open(here)).html).not.toContain('Open a pull request');
  });

  it('lists the pull requests that a query asks for, and tells what it does not understand', async () => {
    await forge.repository('queried', { private: false });
    const open = async (head: string, title: string) => {
      await forge.write('queried', head, `${head}.txt`, 'x');
      await forge.rest('POST', '/repos/acme/queried/pulls', { body: { title, head, base: 'main' } });
    };
    await open('register/checkout', 'Register checkout');
    await open('fix', `Mend the ${hostile}`);
    await open('old', 'Register orders');
    await forge.rest('PATCH', '/repos/acme/queried/pulls/3', { body: { state: 'closed' } });
    await open('done', 'Add a file');
    await forge.rest('PUT', '/repos/acme/queried/pulls/4/merge');
    const list = async (query: string) => {
      const { html } = await browser.open(`/acme/queried/pulls?q=${encodeURIComponent(query)}`);
      return [...html.matchAll(/"\/acme\/queried\/pull\/(\d+)"/g)].map(([, each]) => Number(each));
    };

    expect(await list('is:pr head:register/checkout')).toEqual([1]);
    expect(await list('is:pr register')).toEqual([3, 1]);
    expect(await list('Register is:open')).toEqual([1]);
    expect(await list('is:closed')).toEqual([4, 3]);
    expect(await list('is:merged base:main')).toEqual([4]);
    expect(await list('"register orders" state:closed')).toEqual([3]);
    expect(await list('author:mina')).toEqual([]);
    expect(await list('author:Admin')).toEqual([4, 3, 2, 1]);
    expect(await list('author:@me')).toEqual([]);
    expect(await list('')).toEqual([4, 3, 2, 1]);

    for (const each of ['label:bug', 'is:issue', '-register', `no:${hostile}`]) {
      expect([each, await list(`is:open ${each}`)]).toEqual([each, []]);
      const { html } = await browser.open(`/acme/queried/pulls?q=${encodeURIComponent(each)}`);
      expect(html).toMatch(/<p class="notice failed" role="alert">\s*This forge does not understand\s*<code>/);
      expect(html).toContain(escapeHtml(each));
      expect(html).not.toContain('<script');
    }
    const { html } = await browser.open('/acme/queried/pulls');
    expect(html).toContain('name="q" type="search" value="is:open"');
    expect(html).not.toContain('/acme/queried/pull/3"');
  });

  it('comments, approves and merges by forms', async () => {
    const here = `/acme/svc/pull/${number}`;
    const commented = await browser.submit(here, `${here}/comment`, {
      body: 'atlantis apply',
    });
    expect([commented.status, commented.headers.get('location')]).toEqual([
      303,
      expect.stringMatching(/#issuecomment-\d+$/),
    ]);
    await browser.submit(here, `${here}/approve`, { body: '' });
    const { html } = await browser.open(here);
    expect(html).toContain('approved these changes');
    expect(html).toContain('atlantis apply');
    expect(
      (await browser.submit(here, `${here}/merge`, { method: 'squash' }))
        .status,
    ).toBe(303);
    expect((await browser.open(here)).html).toMatch(/<span>\d{4}-\d\d-\d\d<\/span> <span>\d\d:\d\d:\d\d UTC<\/span>/);
    expect((await browser.open(here)).html).toMatch(/mina merged\s+\d+\s+commits?/);
    const pull = await forge.rest('GET', `/repos/acme/svc/pulls/${number}`);
    expect([pull.body.merged, pull.body.merged_by.login]).toEqual([
      true,
      'mina',
    ]);
  });

  it('merges past the rules only who says so, while the API does as GitHub’s does', async () => {
    await forge.repository('ruled');
    await forge.rest('PUT', '/repos/acme/ruled/branches/main/protection', {
      body: {
        required_status_checks: { strict: false, contexts: [hostile] },
        enforce_admins: false,
        required_pull_request_reviews: null,
        restrictions: null,
      },
    });
    const administrator = new Browser(forge);
    await administrator.become('admin');
    const one = await forge.pullRequest('ruled', 'one');
    const here = `/acme/ruled/pull/${one}`;
    const checkbox = () =>
      administrator.open(here).then(({ html }) => tagsOf(html).find(({ attributes }) => attributes.name === 'bypass'));
    const isMerged = async (pull: number) => (await forge.rest('GET', `/repos/acme/ruled/pulls/${pull}`)).body.merged;

    // a browser sends no form whose required checkbox is not ticked
    expect(await checkbox()).toMatchObject({ name: 'input', attributes: { type: 'checkbox', value: 'yes', required: '', id: 'bypass' } });
    expect((await administrator.open(here)).html).toMatch(
      /<label for="bypass">\s*Merge without waiting for requirements to be met\s*<\/label>/,
    );
    for (const values of [{}, { bypass: '' }, { bypass: 'no' }] as Record<string, string>[]) {
      const refused = await administrator.submit(here, `${here}/merge`, { method: 'merge', ...values });
      expect([refused.status, await isMerged(one)]).toEqual([405, false]);
      expect(refused.html).toContain('Required status check');
    }
    expect((await administrator.submit(here, `${here}/merge`, { method: 'merge', bypass: 'yes' })).status).toBe(303);
    expect(await isMerged(one)).toBe(true);

    // who may not go past the rules gains nothing by saying so
    const two = await forge.pullRequest('ruled', 'two');
    await forge.rest('PUT', '/repos/acme/ruled/collaborators/mina', { body: { permission: 'push' } });
    const there = `/acme/ruled/pull/${two}`;
    const page = (await browser.open(there)).html;
    expect([page.includes('name="bypass"'), /<button class="main" disabled>/.test(page)]).toEqual([false, true]);
    expect((await browser.submit(there, `${there}/merge`, { method: 'merge', bypass: 'yes' })).status).toBe(405);
    expect((await forge.rest('PUT', `/repos/acme/ruled/pulls/${two}/merge`, { body: {} })).status).toBe(200);
  });

  it('takes no form that it did not give out', async () => {
    const here = `/acme/svc/pull/${number}`;
    const before = (
      await forge.rest('GET', `/repos/acme/svc/issues/${number}/comments`)
    ).body.length;
    for (const values of [{ token: '' }, { token: 'x'.repeat(43) }]) {
      expect(
        (
          await browser.submit(here, `${here}/comment`, {
            body: 'x',
            ...values,
          })
        ).status,
      ).toBe(403);
    }
    const other = new Browser(forge);
    await other.become('jun');
    const { html } = await other.open('/');
    const stolen = /name="token" value="([^"]+)"/.exec(html)![1];
    expect(
      (
        await browser.submit(here, `${here}/comment`, {
          body: 'x',
          token: stolen,
        })
      ).status,
    ).toBe(403);
    expect(
      (await forge.rest('GET', `/repos/acme/svc/issues/${number}/comments`))
        .body,
    ).toHaveLength(before);
  });

  it.each(['comment', 'request-changes'])('says what an empty form lacks: %s', async action => {
    await browser.become('mina');
    const here = `/acme/svc/pull/${number}`;
    const { status, html } = await browser.submit(here, `${here}/${action}`, { body: ' ' });
    expect([status, html.includes('Validation')]).toEqual([422, false]);
    expect(html).toContain('The text is empty');
  });

  it('shares no cookie with another forge on the machine', async () => {
    const elsewhere = await TestForge.start();
    try {
      const other = new Browser(elsewhere);
      await other.open('/');
      await browser.open('/');
      const name = (cookie: string) => cookie.slice(0, cookie.indexOf('='));
      expect(name(other.cookie)).toMatch(/^forge_session_[\w-]+$/);
      expect(name(other.cookie)).not.toBe(name(browser.cookie));
    } finally {
      await elsewhere.stop();
    }
  });

  it('leads nowhere else after choosing a person', async () => {
    for (const back of [
      '//evil.test',
      'https://evil.test',
      '/\\evil.test',
      '/\t/evil.test',
      '\t//evil.test',
      'http://[',
    ]) {
      const { headers } = await browser.submit('/', '/-/session', {
        login: 'mina',
        back,
      });
      expect(headers.get('location')).toBe('/');
    }
    for (const back of [
      '/.//evil.test',
      '/a/..//evil.test',
      '/x/%2e%2e//evil.test',
      'http://forge.invalid//evil.test',
      'http://forge.invalid/\\/evil.test',
    ]) {
      const { headers } = await browser.submit('/', '/-/session', {
        login: 'mina',
        back,
      });
      expect([back, headers.get('location')]).toEqual([back, '/evil.test']);
    }
    const { headers } = await browser.submit('/', '/-/session', {
      login: 'mina',
      back: '/acme/svc?tab=1\r\nset-cookie: a=b',
    });
    expect(headers.get('location')).toBe('/acme/svc?tab=1set-cookie:%20a=b');
  });

  it('shows deliveries and sends one again', async () => {
    await browser.become('admin');
    const hooks = await browser.open('/acme/svc/settings/hooks');
    const path = /href="(\/acme\/svc\/settings\/hooks\/\d+)"/.exec(
      hooks.html,
    )![1];
    const { html } = await browser.open(path);
    const action = new RegExp(`action="(${path}/deliveries/\\d+)"`).exec(
      html,
    )![1];
    expect((await browser.submit(path, action, {})).status).toBe(303);
    await forge.running.deliveriesSettled();
    expect((await browser.open(path)).html).toContain('(again)');
  });

  it('names files that git took, whatever they are called', async () => {
    await forge.rest('POST', '/orgs/acme/repos', { body: { name: 'odd' } });
    const { directory } = forge;
    await git(directory, ['init', '--quiet', 'odd']);
    const work = `${directory}/odd`;
    const name = 'a "b" <i> \u202e ü &amp;.txt';
    writeFileSync(`${work}/${name}`, 'x');
    await git(work, ['add', '.']);
    await git(work, ['commit', '--quiet', '-m', '<b>']);
    await git(work, [
      'push',
      '--quiet',
      withToken(`${forge.running.httpUrl}/acme/odd.git`, tokens.admin),
      'HEAD:refs/heads/main',
    ]);
    const { html } = await browser.open('/acme/odd');
    expect(html).toContain('a &quot;b&quot; &lt;i&gt; \u202e ü &amp;amp;.txt');
    const link = /href="(\/acme\/odd\/blob\/[^"]+)"/.exec(html)![1];
    expect((await browser.open(link)).status).toBe(200);
  });
});

describe('Markdown', () => {
  it('folds and colours what Atlantis writes', () => {
    const { text } = renderMarkdown(
      'Ran Plan\n\n<details><summary>Show Output</summary>\n\n```diff\n+ added\n- gone\n  same\n```\n</details>\n\n<br>\n\nPlan: 1 to add.',
    );
    expect(text).toBe(
      '<p>Ran Plan</p>\n<details><summary>Show Output</summary><pre class="diff" tabindex="0"><code><span class="add">+ added</span><span class="del">- gone</span><span>  same</span></code></pre></details><br><p>Plan: 1 to add.</p>\n',
    );
  });

  it('colours of a patch what its first character says', () => {
    expect(diffLines('@@ -1,3 +1,3 @@\n ---\n   - name: x\n-  - old\n+  - new\n').text).toBe(
      '<pre class="diff" tabindex="0"><code><span class="hunk">@@ -1,3 +1,3 @@</span><span> ---</span><span>   - name: x</span><span class="del">-  - old</span><span class="add">+  - new</span></code></pre>',
    );
  });

  it('marks what a plan changes in place and what a policy refuses', () => {
    const { text } = renderMarkdown('```diff\n! tags = {\nFAIL - plan - main - no <tags>\nWARN - plan - main - x\n1 test\n```');
    expect(text).toContain(
      '<span class="change">! tags = {</span><span class="failed">FAIL - plan - main - no &lt;tags&gt;</span><span class="change">WARN - plan - main - x</span><span>1 test</span>',
    );
  });

  it('ends a link to a heading there, under the name that GitHub gives it', () => {
    const headingsOf = (text: string) =>
      [...renderMarkdown(text).text.matchAll(/<h\d>(?:<a name="([^"]*)"><\/a>)?(.*?)<\/h\d>/g)].map(([, name, content]) => [name, content]);
    expect(headingsOf('# The registration\n\n## `atlantis` & *what* it does?\n\nThe registration\n---\n\n# 등록\n\n# ***')).toEqual([
      ['the-registration', 'The registration'],
      ['atlantis--what-it-does', '<code>atlantis</code> &amp; <em>what</em> it does?'],
      ['the-registration-1', 'The registration'],
      ['등록', '등록'],
      [undefined, '***'],
    ]);
  });

  it('takes no name of the page with a heading', () => {
    const { text } = renderMarkdown(`# main\n\n# " id="person" onclick="x\n\n# ${hostile}\n\n# <a name="x">`);
    for (const { name, attributes } of tagsOf(text)) {
      expect([name, Object.keys(attributes).filter(each => !['name', 'href', 'rel'].includes(each))]).toEqual([name, []]);
      expect(attributes.name ?? '').toMatch(/^[\w-]*$/);
    }
    expect(text).not.toContain('id="main"');
  });

  it('leaves out comments that stand on lines of their own, and no other text', () => {
    const { text } = renderMarkdown('<!-- BEGIN -->\nseen\n<!-- END -->\n\n- <!-- x --> y\n\n<!-- a --> b --> c\n\n    <!-- code -->');
    expect(text).not.toMatch(/BEGIN|END/);
    expect(text).toContain('<p>seen</p>');
    expect(text).toContain('&lt;!-- x --&gt; y');
    expect(text).toContain('&lt;!-- a --&gt; b --&gt; c');
    expect(text).toContain('&lt;!-- code --&gt;');
  });

  it('lets nothing else through, and leaves nothing open', () => {
    const pieces = fc.constantFrom(
      '<details>',
      '<details open>',
      '</details>',
      '<summary>',
      '</summary>',
      '<details><summary>',
      hostile,
      '\n',
      '\n\n',
      '```diff',
      '```',
      '> ',
      '- ',
      '<details onclick=x>',
      '[a](javascript:x)',
      '<a href="x">',
      '"',
      "'",
      '&lt;',
      '<!-- x -->',
      '<!--',
      '-->',
      '    ',
      '|',
      'text',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), parts => {
        const { text } = renderMarkdown(parts.join(''));
        const tags = [...text.matchAll(/<\/?([a-z0-9]+)([^>]*)>/gi)];
        for (const [tag, name, attributes] of tags) {
          expect([
            'p',
            'details',
            'summary',
            'pre',
            'code',
            'span',
            'blockquote',
            'ul',
            'li',
            'a',
            'br',
            'hr',
            'em',
            'strong',
            'h2',
            'h1',
            'table',
            'thead',
            'tbody',
            'tr',
            'th',
            'td',
          ]).toContain(name.toLowerCase());
          expect([tag, / on\w+\s*=/.test(attributes)]).toEqual([tag, false]);
          expect(attributes).not.toMatch(/javascript:/i);
        }
        const count = (pattern: RegExp) => (text.match(pattern) ?? []).length;
        expect(count(/<details/g)).toBe(count(/<\/details>/g));
      }),
      { numRuns: 500 },
    );
  });
});
