import { DocumentDetails, DocumentHeading, DocumentSummary, HandbookDocument } from '@connectly/plugin-handbook-common';

/** A decision that was accepted. */
export function aSummary(summary: Partial<DocumentSummary> = {}): DocumentSummary {
  return {
    repository: 'connectly/platform',
    path: 'docs/adr/0001-the-forge.md',
    kind: 'adr',
    language: 'en',
    languages: ['en'],
    title: 'A forge of our own',
    owner: 'group:default/platform',
    about: [],
    tags: [],
    freshness: 'fresh',
    findings: 0,
    ...summary,
  };
}

/** A decision with its number. */
export function aDecision(number: number, summary: Partial<DocumentSummary> = {}): DocumentSummary {
  return aSummary({
    path: `docs/adr/${String(number).padStart(4, '0')}-a-decision.md`,
    title: `Decision ${number}`,
    decision: { number, state: 'accepted', date: '2026-01-02', decisionMakers: ['platform'], supersedes: [] },
    ...summary,
  });
}

/** A document with its text; what it holds besides is read from it as far as the pages need it. */
export function aDocument(
  text: string,
  options: { summary?: Partial<DocumentSummary>; content?: Partial<HandbookDocument>; findings?: DocumentDetails['findings'] } = {},
): DocumentDetails {
  const { findings: _, ...summary } = aSummary(options.summary);
  const { path, kind, language, title, about, tags } = summary;
  return {
    ...summary,
    ref: 'refs/heads/main',
    commit: 'c0ffee',
    findings: options.findings ?? [],
    content: {
      path,
      kind,
      language,
      title,
      about,
      tags,
      reviewEvery: 12,
      text,
      frontMatterLines: 4,
      headings: headingsOf(text, 4),
      commands: [],
      ...options.content,
    },
  };
}

function headingsOf(text: string, above: number): DocumentHeading[] {
  return text.split('\n').flatMap((line, index) => {
    const [, marks, title] = /^(#+) (.*)$/.exec(line) ?? [];
    if (!marks) return [];
    return [{ level: marks.length, title, anchor: title.toLowerCase().replace(/[^\w\s-]/g, '').replace(/\s/g, '-'), line: index + 1 + above }];
  });
}

const runbookText = `# Region lost

Read this **first**.

## Step 1: Stop the writers

Text of step one.

## Step 2: Restore

Text of step two.

## Afterwards

Write down what happened.
`;

/** A runbook of two steps. */
export function aRunbook(): DocumentDetails {
  return aDocument(runbookText, {
    summary: { path: 'docs/runbooks/region-lost.md', kind: 'runbook', title: 'Region lost', runbook: { tier: 'critical', steps: 2 } },
    content: {
      runbook: {
        scenario: 'The region does not answer',
        tier: 'critical',
        rtoMinutes: 240,
        rpoMinutes: 5,
        steps: [
          {
            number: 1,
            title: 'Stop the writers',
            who: 'On-call',
            minutes: 10,
            text: 'Scale to **zero**.\n\n<!-- not run: needs a region -->\n```sh\naws ecs update-service\n```\n',
            verify: 'No task runs.',
            stop: 'A task will not stop: call the platform team.',
            line: 9,
          },
          { number: 2, title: 'Restore', minutes: 60, text: 'Restore the snapshot.', line: 13 },
        ],
      },
    },
  });
}

const pathText = `# New service developer

Welcome.

## Make a service

Use the form.

## Read a plan

Look at it.
`;

/** A path of two steps. */
export function aPath(): DocumentDetails {
  return aDocument(pathText, {
    summary: {
      path: 'docs/onboarding/service-developer.md',
      kind: 'path',
      title: 'New service developer',
      newcomers: { for: 'developers', steps: 2, minutes: 25 },
    },
    content: {
      newcomers: {
        for: 'developers',
        steps: [
          { title: 'Make a service', minutes: 15, action: { title: 'Open the form', href: '/create' }, text: 'Use the form.' },
          // eslint-disable-next-line no-script-url -- the very address that must not be followed
          { title: 'Read a plan', minutes: 10, action: { title: 'Run it', href: 'javascript:alert(1)' }, text: 'Look at it.' },
        ],
      },
    },
  });
}
