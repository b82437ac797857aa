/** Documents that cost as much as their reader lets them, merged at once: the portal answers all the while, and loses no other document. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startPortal, TestPortal, tokenOfGuest } from './portal';
import { PullRequests, until } from './pullRequests';

const engineer = 'guest-platform-engineer';
const repository = 'connectly/platform';

/** Milliseconds after which the load balancer's health check gives up (`timeout` in infrastructure/modules/alb). */
const patience = 5_000;

/** Texts whose reading grows faster than they do, each at sizes around the limit of what is read. */
const attacks: [name: string, text: (size: number) => string][] = [
  ['emphasis', size => '*a_'.repeat(size)],
  ['strikes', size => '~a*'.repeat(size)],
  ['brackets', size => '['.repeat(4 * size)],
  ['links', size => '[a]('.repeat(2 * size)],
  ['images', size => '![['.repeat(2 * size)],
  ['ticks', size => Array.from({ length: size / 20 }, (_, index) => `${'`'.repeat(index + 1)} `).join('')],
  ['quotes', size => `${'>'.repeat(size)} deep`],
  ['lists', size => Array.from({ length: size / 10 }, (_, index) => `${'  '.repeat(index)}* item`).join('\n')],
  ['tables', size => `|${' a |'.repeat(size)}\n|${' - |'.repeat(size)}\n${`|${' b |'.repeat(size)}\n`.repeat(10)}`],
  ['tags', size => '<a b="'.repeat(2 * size)],
];
const sizes = [1_100, 1_900, 2_700, 3_450];

const paths = attacks.flatMap(([name]) => sizes.map((size, index) => `docs/adr/9${attacks.findIndex(each => each[0] === name)}${index}0-${name}-${size}.md`));

function documentOf(path: string): string {
  const [, name, size] = /-([a-z]+)-(\d+)\.md$/.exec(path)!;
  const [, text] = attacks.find(each => each[0] === name)!;
  return `---\nstatus: proposed\ndate: 2026-11-29\ndecision-makers: [platform]\nabout: [component:platform]\n---\n\n# ${name} ${size}\n\n## Context and Problem Statement\n\n${text(Number(size))}\n`;
}

/** How the portal answers while something else is done. */
class Watch {
  #ended = false;
  readonly #looking: Promise<void>[];
  /** Milliseconds of each answer, by what was asked. */
  readonly answers = new Map<string, number[]>();

  constructor(portal: TestPortal, token: string) {
    this.#looking = ['/.backstage/health/v1/liveness', '/api/catalog/entities/by-refs', '/api/handbook/owners'].map(async path => {
      const taken: number[] = [];
      this.answers.set(path, taken);
      while (!this.#ended) {
        const begun = performance.now();
        const post = path.endsWith('by-refs') && { method: 'POST', body: JSON.stringify({ entityRefs: ['group:default/platform'] }) };
        const { ok } = await fetch(`${portal.url}${path}`, {
          ...post,
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        });
        taken.push(ok ? performance.now() - begun : Infinity);
        await sleep(100);
      }
    });
  }

  /** Milliseconds of the slowest answer, by what was asked. */
  async end(): Promise<[string, number][]> {
    this.#ended = true;
    await Promise.all(this.#looking);
    return [...this.answers].map(([path, taken]) => [path, Math.round(Math.max(...taken))]);
  }
}

describe('documents that cost much to read', () => {
  let portal: TestPortal;
  const list = (offset = 0): Promise<{ items: { path: string }[]; total: number }> =>
    portal.call(engineer, 'GET', `/handbook/documents?${new URLSearchParams({ repository, limit: '200', offset: String(offset) })}`);
  const all = async () => {
    const { items, total } = await list();
    while (items.length < total) items.push(...(await list(items.length)).items);
    return items.map(({ path }) => path);
  };
  const readable = (path: string) =>
    portal.call<{ title: string }>(engineer, 'GET', `/handbook/document?${new URLSearchParams({ repository, path })}`).then(
      () => true,
      () => undefined,
    );

  beforeAll(async () => {
    portal = await startPortal([]);
    await until(portal, 'handbook', () => readable('docs/runbooks/key-deletion.md'), 60);
  });
  afterAll(() => portal?.stop());

  it('are merged by the dozen, and nobody waits', async () => {
    const before = await all();
    const platform = PullRequests.of(portal, 'platform');
    const number = await platform.propose('hostile', Object.fromEntries(paths.map(path => [path, documentOf(path)])));
    await platform.approve(number);
    const watch = new Watch(portal, await tokenOfGuest(portal.url, engineer));
    await platform.merge(number);
    await until(portal, 'documents in the list', async () => ((await list()).total >= before.length + paths.length ? true : undefined), 180);
    const slowest = await watch.end();
    process.stderr.write(`slowest answers: ${JSON.stringify(slowest)}\n`);
    expect(slowest.filter(([, milliseconds]) => milliseconds > patience)).toEqual([]);
    expect((await all()).sort()).toEqual([...before, ...paths].sort());
    for (const path of paths) expect([path, await readable(path)]).toEqual([path, true]);
  });

  it('are shown as a proposal without making others wait', async () => {
    const watch = new Watch(portal, await tokenOfGuest(portal.url, engineer));
    const answers = (context: string) => ({
      repository, title: 'One that costs much', fileName: '', owner: 'group:default/platform', context, options: ['One', 'Another'], chosen: 'One',
      reason: 'it is the first.', date: '2026-11-29',
    });
    const preview = (context: string) => portal.call(engineer, 'POST', '/platform/decisions/preview', answers(context)).then(String, String);
    const said = await Promise.all(attacks.flatMap(([, text]) => sizes.map(size => preview(text(size)))));
    const slowest = await watch.end();
    process.stderr.write(`slowest answers: ${JSON.stringify(slowest)}\n`);
    expect(slowest.filter(([, milliseconds]) => milliseconds > patience)).toEqual([]);
    expect(said.filter(each => / answered 5/.test(each))).toEqual([]);
  });
});
