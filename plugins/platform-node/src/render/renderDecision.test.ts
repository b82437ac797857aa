import { readHandbook } from '@connectly/plugin-handbook-node';
import { DecisionAnswers, parseDecisionAnswers } from '@connectly/plugin-platform-common';
import fc from 'fast-check';
import { hostileTexts } from '../__testUtils__/hostileTexts';
import { renderDecision } from './renderDecision';

function decision(change: Partial<DecisionAnswers> = {}): DecisionAnswers {
  const parsed = parseDecisionAnswers({
    repository: 'connectly/platform',
    title: 'Queues between orders & payments',
    owner: 'orders',
    context: 'Payments are slow.\n\n* orders wait\n* people leave',
    options: ['A queue', 'A call'],
    chosen: 'A queue',
    reason: 'orders go on.',
    good: ['orders go on while payments are away'],
    bad: ['what is paid is known later'],
    date: '2026-11-28',
    ...change,
  });
  if (!parsed.ok) throw parsed.errors[0];
  return parsed.answers;
}

const sections = ['Context and Problem Statement', 'Considered Options', 'Decision Outcome', 'Consequences'];

/** Headings, facts and findings as the handbook has them. */
function read(answers: DecisionAnswers) {
  const { files } = renderDecision(answers, 19);
  const { documents, findings } = readHandbook({ [files[0].path]: files[0].content });
  return { document: documents[0], findings, headings: documents[0].headings.map(heading => heading.title) };
}

describe('renderDecision', () => {
  it('writes a document of MADR 4', () => {
    expect(renderDecision(decision(), 19)).toEqual({
      repository: 'connectly/platform',
      branch: 'adr/0019',
      title: 'ADR 0019: Queues between orders & payments',
      files: [{ path: 'docs/adr/0019-queues-between-orders-payments.md', content: `---
status: proposed
date: "2026-11-28"
decision-makers:
  - orders
owner: group:default/orders
---

# Queues between orders & payments

## Context and Problem Statement

Payments are slow.

* orders wait
* people leave

## Considered Options

* A queue
* A call

## Decision Outcome

Chosen option: "A queue", because orders go on.

### Consequences

* Good, because orders go on while payments are away
* Bad, because what is paid is known later
` }],
    });
  });

  it('reads as what was asked, with nothing found', () => {
    const { document, findings, headings } = read(decision());
    expect(findings).toEqual([]);
    expect(headings).toEqual(['Queues between orders & payments', ...sections]);
    expect(document).toMatchObject({
      kind: 'adr',
      owner: 'group:default/orders',
      decision: { number: 19, state: 'proposed', date: '2026-11-28', decisionMakers: ['orders'] },
    });
  });

  it('has the same text at every number', () => {
    const [first, second] = [1, 9999].map(number => renderDecision(decision(), number).files[0]);
    expect(first.content).toBe(second.content);
    expect([first.path, second.path]).toEqual(['docs/adr/0001-queues-between-orders-payments.md', 'docs/adr/9999-queues-between-orders-payments.md']);
  });

  it('leaves out what nobody said, and puts a reason that is no sentence below', () => {
    const { files } = renderDecision(decision({ good: [], bad: [], reason: '* fast\n* cheap' }), 1);
    expect(files[0].content).toMatch(/Chosen option: "A queue"\.\n\n\* fast\n\* cheap\n$/);
  });

  it.each(hostileTexts.filter(text => text.length > 4 && text.length <= 120))('shows %j as it was typed', text => {
    const { document, findings, headings } = read(
      decision({ title: text, fileName: 'x', options: [text, 'Another'], chosen: text, good: [text], bad: [text] }),
    );
    expect(findings).toEqual([]);
    expect(headings).toEqual([text, ...sections]);
    expect(document.decision?.state).toBe('proposed');
  });

  it.each([
    '---\nstatus: accepted\n---',
    '## Decision Outcome\n\nChosen option: "mine"',
    'Decision Outcome\n===',
    '#Decision Outcome',
    '<details>',
    '```\nnever closed',
    '[A queue]: https://evil.example',
  ])('refuses %j in a passage', text => {
    for (const field of ['context', 'reason'] as const) {
      expect(() => renderDecision(decision({ [field]: text }), 1)).toThrow(
        expect.objectContaining({ code: 'PLT-102', where: field }),
      );
    }
  });

  it('never lets any text forge a heading or a fact', () => {
    const piece = fc.constantFrom('#', '##', ' ', '\n', '\n\n', '---', '===', '```', '~~~', '<', '>', '*', '-', '[a]:', 'x', '|', '    ', '\t', 'status: accepted', '1.', '&#35;', '\\');
    const text = fc.array(piece, { minLength: 1, maxLength: 14 }).map(pieces => `w${pieces.join('')}`);
    const line = text.map(value => value.replace(/[\n\t]/g, ' ').slice(0, 100));
    fc.assert(
      fc.property(text, text, line, line, (context, reason, title, option) => {
        const parsed = parseDecisionAnswers({
          ...decision(), title: `Title ${title}`, options: [option, 'Another'], chosen: 'Another', context, reason, good: [option],
        });
        if (!parsed.ok) return;
        try {
          const { headings, document } = read(parsed.answers);
          expect(headings).toEqual([parsed.answers.title, ...sections]);
          expect(document.decision?.state).toBe('proposed');
        } catch (error) {
          if ((error as { code?: string }).code !== 'PLT-102') throw error;
        }
      }),
      { numRuns: 400 },
    );
  });
});
