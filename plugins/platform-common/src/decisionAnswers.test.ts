import { DecisionAnswersInput, decisionFileName, parseDecisionAnswers } from './decisionAnswers';

const good: DecisionAnswersInput = {
  repository: 'connectly/platform',
  title: 'Queues between orders and payments',
  owner: 'group:default/orders',
  context: 'Payments are slow.\r\n\r\nOrders wait.\n',
  options: ['A queue', ' A call '],
  chosen: 'A queue',
  reason: 'orders go on.',
  date: '2026-11-28',
};

function refusals(change: Record<string, unknown>) {
  const parsed = parseDecisionAnswers({ ...good, ...change });
  return parsed.ok ? [] : parsed.errors.map(error => `${error.code} ${error.where}`);
}

describe('parseDecisionAnswers', () => {
  it('completes good answers', () => {
    expect(parseDecisionAnswers(good)).toEqual({
      ok: true,
      answers: {
        ...good, owner: 'orders', context: 'Payments are slow.\n\nOrders wait.', options: ['A queue', 'A call'],
        fileName: '', good: [], bad: [],
      },
    });
  });

  it.each([
    ['repository', 'platform'],
    ['repository', 'connectly/..'],
    ['repository', 'connectly/a/b'],
    ['repository', 'connectly/a b'],
    ['title', 'x'],
    ['title', 'two\nlines'],
    ['title', 'A title {#anchor}'],
    ['title', 'hidden\u202eoverride'],
    ['fileName', '../x'],
    ['fileName', 'A'],
    ['owner', 'group:other/x'],
    ['context', '  \n '],
    ['context', 'zero\u200bwidth'],
    ['context', 'x'.repeat(10_001)],
    ['options', ['A queue']],
    ['options', ['A queue', 'A queue']],
    ['options', ['A queue', '']],
    ['chosen', 'Another'],
    ['good', ['two\nlines']],
    ['date', '2026-02-30'],
    ['date', '28.11.2026'],
  ])('refuses %s %j', (field, value) => {
    expect(refusals({ [field]: value })[0]).toMatch(new RegExp(`^PLT-102 ${field}`));
  });

  it('wants the name of a file where the title gives none', () => {
    expect(refusals({ title: '주문과 결제 사이의 큐' })).toEqual(['PLT-102 fileName']);
    expect(refusals({ title: '주문과 결제 사이의 큐', fileName: 'queues-for-orders' })).toEqual([]);
  });

  it.each([
    ['Queues between orders & payments!', 'queues-between-orders-payments'],
    ['Über Größen', 'u-ber-gro-en'],
    ['S3를 쓴다', 's3'],
    ['2026 – 11', ''],
    [`${'long '.repeat(40)}`, 'long-long-long-long-long-long-long-long-long-long-long-long'],
  ])('names the file of %j', (title, name) => {
    expect(decisionFileName({ title, fileName: '' })).toBe(name);
  });

  it('refuses what it does not know, and what is missing', () => {
    expect(refusals({ status: 'accepted' })).toEqual(['PLT-103 answers']);
    expect(refusals({ reason: undefined })).toEqual(['PLT-101 reason']);
  });
});
