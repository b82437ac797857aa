import { chronological, DocumentLanguage, readRunLog, RunbookRun, RunbookRunEntry } from '@connectly/plugin-handbook-common';
import type { ListItem, PhrasingContent, RootContent, Table } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';

const texts = {
  en: {
    title: 'Run of a runbook',
    runbook: 'Runbook',
    version: 'As of commit',
    kind: 'Kind',
    exercise: 'Exercise',
    emergency: 'Emergency',
    begun: 'Begun',
    ended: 'Ended',
    goesOn: 'It goes on',
    outcome: 'Outcome',
    reached: 'What the runbook is for was reached',
    stopped: 'Stopped before its end',
    took: 'Took',
    rto: 'Recovery time (RTO)',
    kept: 'kept',
    missed: 'missed',
    people: 'People',
    steps: 'Steps',
    columns: ['Step', 'Done at', 'By', 'Took', 'Expected'],
    notDone: 'not done',
    log: 'Log',
    deeds: {
      joined: 'joined',
      led: 'took the lead',
      done: 'ticked step {step}',
      undone: 'took the tick of step {step} back',
      noted: 'noted',
      notedAt: 'noted at step {step}',
      ended: 'ended the run',
    },
    after: 'after the end',
  },
  ko: {
    title: '런북 실행',
    runbook: '런북',
    version: '커밋',
    kind: '종류',
    exercise: '훈련',
    emergency: '실제 상황',
    begun: '시작',
    ended: '종료',
    goesOn: '진행 중',
    outcome: '결과',
    reached: '런북의 목표를 이뤘습니다',
    stopped: '끝내기 전에 중단했습니다',
    took: '걸린 시간',
    rto: '복구 시간(RTO)',
    kept: '지킴',
    missed: '넘김',
    people: '참여한 사람',
    steps: '단계',
    columns: ['단계', '완료 시각', '사람', '걸린 시간', '예상'],
    notDone: '하지 않음',
    log: '기록',
    deeds: {
      joined: '참여',
      led: '지휘를 맡음',
      done: '{step}단계 완료',
      undone: '{step}단계 완료 취소',
      noted: '메모',
      notedAt: '{step}단계 메모',
      ended: '실행 종료',
    },
    after: '종료 후',
  },
};

/**
 * A run as Markdown, to be kept with the incident. Everything that people wrote is text in it, and never a heading, link or HTML.
 * @public
 */
export function writeRunReport(run: RunbookRun, language: DocumentLanguage): string {
  const t = texts[language];
  const state = readRunLog(run, run.entries);
  const { endedAt } = run;
  const seconds = endedAt === undefined ? undefined : secondsBetween(run.startedAt, endedAt);
  const isKept = seconds !== undefined && run.rtoMinutes !== undefined && seconds <= 60 * run.rtoMinutes;
  const rto = run.rtoMinutes && [duration(60 * run.rtoMinutes), seconds !== undefined && (isKept ? t.kept : t.missed)].filter(Boolean).join(', ');
  const facts: [string, string | number | false | undefined][] = [
    [t.runbook, `${run.repository} ${run.path}`],
    [t.version, run.document.commit],
    [t.kind, run.exercise ? t.exercise : t.emergency],
    [t.begun, `${clock(run.startedAt)}, ${run.startedBy}`],
    [t.ended, endedAt ? `${clock(endedAt)}, ${state.ended?.by ?? ''}` : t.goesOn],
    [t.outcome, run.outcome && t[run.outcome]],
    [t.took, seconds !== undefined && duration(seconds)],
    [t.rto, rto],
    [t.people, state.people.join(', ')],
  ];
  const steps = run.document.content.runbook?.steps ?? [];
  const rows = state.steps.map((step, index) => [
    `${index + 1}. ${steps[index]?.title ?? ''}`,
    step.doneAt ? clock(step.doneAt) : t.notDone,
    step.doneBy ?? '',
    step.seconds === undefined ? '' : duration(step.seconds),
    steps[index]?.minutes === undefined ? '' : duration(60 * steps[index].minutes!),
  ]);
  const log = chronological(run.entries);
  const children: RootContent[] = [
    heading(1, `${t.title}: ${run.title}`),
    list(facts.filter(fact => fact[1]).map(([fact, value]) => [text(`${fact}: ${value}`)])),
    heading(2, t.steps),
    table([t.columns, ...rows]),
    heading(2, t.log),
    list(log.map(entry => lineOf(entry, t, endedAt !== undefined && entry.at > endedAt))),
  ];
  return toMarkdown({ type: 'root', children }, { extensions: [gfmToMarkdown()], bullet: '-' });
}

function lineOf(entry: RunbookRunEntry, t: (typeof texts)['en'], isAfterEnd: boolean): PhrasingContent[] {
  const step = 'step' in entry ? entry.step : undefined;
  const deed = entry.type === 'noted' && step !== undefined ? t.deeds.notedAt : t.deeds[entry.type];
  const parts = [deed.replace('{step}', String(step))];
  if (entry.type === 'ended') parts.push(t[entry.outcome]);
  if (isAfterEnd) parts.push(t.after);
  const written = 'text' in entry ? entry.text : undefined;
  const words = text(`${clock(entry.at)} ${entry.by}: ${parts.join(', ')}`);
  if (!written) return [words];
  return [words, ...written.split('\n').flatMap((line): PhrasingContent[] => [{ type: 'break' }, text(line)])];
}

function heading(depth: 1 | 2, value: string): RootContent {
  return { type: 'heading', depth, children: [text(value)] };
}

function list(items: PhrasingContent[][]): RootContent {
  const children = items.map((item): ListItem => ({ type: 'listItem', spread: false, children: [{ type: 'paragraph', children: item }] }));
  return { type: 'list', ordered: false, spread: false, children };
}

function table(rows: string[][]): Table {
  return {
    type: 'table',
    children: rows.map(row => ({ type: 'tableRow', children: row.map(cell => ({ type: 'tableCell', children: [text(cell)] })) })),
  };
}

/** One line: what would end it is a space. */
function text(value: string): PhrasingContent {
  return { type: 'text', value: value.replace(/[\r\n\u0085\u2028\u2029]+/g, ' ') };
}

function secondsBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 1000);
}

/** `2026-11-28 03:04:05 UTC` */
function clock(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;
}

/** `1:02:03`, as hours, minutes and seconds. */
function duration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return [hours, minutes, seconds % 60].map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}
