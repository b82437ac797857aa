import { RunbookRun, RunbookRunEntry } from '@connectly/plugin-handbook-common';
import type { List, Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { writeRunReport } from './writeRunReport';

const minseo = 'user:default/minseo';
const step = (number: number, title: string, minutes?: number) => ({ number, title, minutes, text: '', line: number });

function runWith(entries: Partial<RunbookRunEntry>[], more: Partial<RunbookRun> = {}): RunbookRun {
  return {
    id: '0',
    repository: 'connectly/platform',
    path: 'docs/runbooks/restore.md',
    title: 'Restore the database',
    exercise: false,
    startedAt: '2026-11-28T03:00:00.000Z',
    startedBy: 'user:default/haneul',
    rtoMinutes: 60,
    steps: 2,
    done: 0,
    now: '',
    document: { commit: 'c0ffee', content: { runbook: { steps: [step(1, 'Stop the writers', 10), step(2, 'Restore | all')] } } } as RunbookRun['document'],
    entries: entries.map((entry, index) => ({ id: String(index), sequence: index + 1, by: minseo, ...entry }) as RunbookRunEntry),
    ...more,
  };
}

/** Reads Markdown as GitHub does. */
const read = (markdown: string) => fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

describe('the report of a run', () => {
  it('says who did what when, and whether the recovery time was kept', () => {
    const run = runWith(
      [
        { type: 'done', step: 1, at: '2026-11-28T03:09:30.000Z' },
        { type: 'noted', step: 2, text: 'Slow.\nVery slow.', at: '2026-11-28T03:20:00.000Z' },
        { type: 'ended', outcome: 'stopped', text: 'We switch over.', at: '2026-11-28T04:30:00.000Z' },
        { type: 'noted', text: 'It came back.', at: '2026-11-28T05:00:00.000Z' },
      ],
      { endedAt: '2026-11-28T04:30:00.000Z', outcome: 'stopped' },
    );
    expect(writeRunReport(run, 'en')).toBe(`# Run of a runbook: Restore the database

- Runbook: connectly/platform docs/runbooks/restore.md
- As of commit: c0ffee
- Kind: Emergency
- Begun: 2026-11-28 03:00:00 UTC, user:default/haneul
- Ended: 2026-11-28 04:30:00 UTC, user:default/minseo
- Outcome: Stopped before its end
- Took: 1:30:00
- Recovery time (RTO): 1:00:00, missed
- People: user:default/haneul, user:default/minseo

## Steps

| Step                | Done at                 | By                  | Took    | Expected |
| ------------------- | ----------------------- | ------------------- | ------- | -------- |
| 1. Stop the writers | 2026-11-28 03:09:30 UTC | user:default/minseo | 0:09:30 | 0:10:00  |
| 2. Restore \\| all   | not done                |                     |         |          |

## Log

- 2026-11-28 03:09:30 UTC user:default/minseo: ticked step 1
- 2026-11-28 03:20:00 UTC user:default/minseo: noted at step 2\\
  Slow.\\
  Very slow.
- 2026-11-28 04:30:00 UTC user:default/minseo: ended the run, Stopped before its end\\
  We switch over.
- 2026-11-28 05:00:00 UTC user:default/minseo: noted, after the end\\
  It came back.
`);
    const korean = writeRunReport({ ...run, outcome: 'reached' }, 'ko');
    expect(korean).toContain('## 기록');
    expect(korean).toContain('- 복구 시간(RTO): 1:00:00, 넘김');
  });

  it.each([
    '# heading',
    '</li></ul><script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[a](javascript:alert(1))',
    '![a](https://evil.example/x.png)',
    '- item\n\n# heading\n\n---',
    '```\ncode\n```',
    '| a | b |\n| - | - |',
    'https://evil.example/ and www.evil.example and a@evil.example',
    '*a* **b** `c` ~~d~~ [^1]',
    '> quote',
    '    code',
    'a\u2028# heading',
    '&lt;b&gt; &#35; \\# \\',
  ])('keeps what people wrote as text: %j', note => {
    const run = runWith([{ type: 'noted', text: note, at: '2026-11-28T03:01:00.000Z' }], { title: note });
    const { children } = read(writeRunReport(run, 'en'));
    expect(children.map(child => child.type)).toEqual(['heading', 'list', 'heading', 'table', 'heading', 'list']);
    const allowed = new Set(['listItem', 'paragraph', 'text', 'break']);
    const types = new Set<string>();
    const walk = (node: Nodes) => {
      // readers make a link of a bare address: it leads where it says
      const isBare = node.type === 'link' && node.url.endsWith(toString(node));
      if (!isBare) types.add(node.type);
      if ('children' in node) node.children.forEach(walk);
    };
    const log = children.at(-1) as List;
    log.children.forEach(walk);
    expect([...types].filter(type => !allowed.has(type))).toEqual([]);
    const plain = (value: string) => value.replace(/\s+/g, '');
    expect(plain(toString(children.at(-1)!))).toContain(plain(note));
  });
});
