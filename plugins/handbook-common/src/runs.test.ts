import { readRunLog, RunbookDeed, RunbookRunEntry } from './runs';

const begun = { startedAt: '2026-11-28T03:00:00.000Z', startedBy: 'user:default/haneul', steps: 3 };

function log(...deeds: [by: string, minute: number, deed: RunbookDeed][]): RunbookRunEntry[] {
  return deeds.map(([by, minute, deed], index) => ({
    ...deed,
    id: String(index),
    sequence: index + 1,
    at: `2026-11-28T03:${String(minute).padStart(2, '0')}:00.000Z`,
    by: `user:default/${by}`,
  }));
}

describe('the log of a run', () => {
  it('says who leads, who was there, what is done and how long each step took', () => {
    const entries = log(
      ['haneul', 4, { type: 'done', step: 1 }],
      ['minseo', 5, { type: 'joined' }],
      ['minseo', 6, { type: 'led' }],
      // sent late: its connection was lost
      ['jiwoo', 2, { type: 'done', step: 2 }],
      ['jiwoo', 7, { type: 'done', step: 3 }],
      ['jiwoo', 8, { type: 'undone', step: 3 }],
    );
    expect(readRunLog(begun, entries.reverse())).toEqual({
      lead: 'user:default/minseo',
      people: ['user:default/haneul', 'user:default/minseo', 'user:default/jiwoo'],
      steps: [
        { doneAt: '2026-11-28T03:04:00.000Z', doneBy: 'user:default/haneul', seconds: 120 },
        { doneAt: '2026-11-28T03:02:00.000Z', doneBy: 'user:default/jiwoo', seconds: 120 },
        {},
      ],
      ended: undefined,
    });
  });

  it('ends once, whatever two people say at the same moment', () => {
    const entries = log(
      ['haneul', 9, { type: 'ended', outcome: 'reached' }],
      ['minseo', 9, { type: 'ended', outcome: 'stopped', text: 'We switch over.' }],
    );
    expect(readRunLog(begun, entries).ended).toMatchObject({ outcome: 'reached', by: 'user:default/haneul' });
  });

  it('begins with who began it and nothing done', () => {
    expect(readRunLog(begun, [])).toEqual({ lead: begun.startedBy, people: [begun.startedBy], steps: [{}, {}, {}], ended: undefined });
  });
});
