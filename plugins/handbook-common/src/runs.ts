import { DocumentDetails } from './api';
import { DocumentLanguage } from './document';

/**
 * How a run of a runbook ended: `reached` – what the runbook is for was reached; `stopped` – a stop condition held, or somebody else
 * took over by other means.
 * @public
 */
export type RunbookOutcome = 'reached' | 'stopped';

/**
 * What somebody did in a run. A step that was ticked by mistake is `undone`; nothing is ever taken out of the log.
 * @public
 */
export type RunbookDeed =
  | { type: 'joined' }
  /** Somebody leads from now on. */
  | { type: 'led' }
  | { type: 'done' | 'undone'; step: number }
  | { type: 'noted'; step?: number; text: string }
  | { type: 'ended'; outcome: RunbookOutcome; text?: string };

/** A line of a run's log. @public */
export type RunbookRunEntry = RunbookDeed & {
  /** Made by the browser, so that what is sent twice is kept once: a UUID. */
  id: string;
  /** In the order in which the server learned of them, from 1. */
  sequence: number;
  /** ISO time at which it was done, by the server's clock. */
  at: string;
  /** Entity reference of who did it. */
  by: string;
};

/** A run of a runbook, as lists show it. @public */
export interface RunbookRunSummary {
  /** UUID. */
  id: string;
  /** `owner/name` of the repository that holds the runbook. */
  repository: string;
  /** Of the runbook's English file. */
  path: string;
  /** Of the runbook when the run began, in the language asked for. */
  title: string;
  /** An exercise, and nothing has failed. */
  exercise: boolean;
  /** ISO time. */
  startedAt: string;
  /** Entity reference. */
  startedBy: string;
  /** Missing while it goes on. */
  endedAt?: string;
  outcome?: RunbookOutcome;
  rtoMinutes?: number;
  /** How many steps there are, and how many are done. */
  steps: number;
  done: number;
  /** What was done last, in lists; missing while nobody did anything. */
  last?: RunbookRunEntry;
}

/** A run with its log, and the runbook as it was when the run began. @public */
export interface RunbookRun extends RunbookRunSummary {
  /** What people follow: a change of the file does not move the steps below their hands. */
  document: DocumentDetails;
  /** In the order of `sequence`. */
  entries: RunbookRunEntry[];
  /** ISO time of the server when it answered, so that a browser with a wrong clock counts right. */
  now: string;
}

/** What a browser sends of a deed. @public */
export interface RunbookDeedReport {
  /** UUID of the entry; the same deed sent again has the same. */
  id: string;
  /** Milliseconds between the deed and its sending: more than a moment when the connection was lost. */
  agoMilliseconds: number;
  deed: RunbookDeed;
  /** `sequence` of the last entry that the sender saw, 0 for none: it is refused with 409 when there is a later one. */
  seen?: number;
}

/** Entries that came after those that the reader has. @public */
export interface RunbookNews {
  entries: RunbookRunEntry[];
  now: string;
}

/** What to begin. @public */
export interface RunbookStart {
  repository: string;
  path: string;
  language?: DocumentLanguage;
  exercise: boolean;
}

/** When a step was done. @public */
export interface StepState {
  /** ISO time; missing while it is not done. */
  doneAt?: string;
  doneBy?: string;
  /** Seconds since the step done before it, or since the run began. */
  seconds?: number;
}

/** What the log of a run amounts to. @public */
export interface RunbookRunState {
  /** By the number of the step, from 1; index 0 is step 1. */
  steps: StepState[];
  /** Entity reference of who leads: who began it, or took it over last. */
  lead: string;
  /** Entity references of everybody in the log, in the order in which they came. */
  people: string[];
  /** The first end counts. */
  ended?: Extract<RunbookRunEntry, { type: 'ended' }>;
}

/** Entries in the order in which things were done. @public */
export function chronological(entries: RunbookRunEntry[]): RunbookRunEntry[] {
  return [...entries].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.sequence - b.sequence);
}

/**
 * Reads a run's log.
 * @param run - when and by whom it was begun, and how many steps it has
 * @param entries - in any order
 * @public
 */
export function readRunLog(
  run: Pick<RunbookRunSummary, 'startedAt' | 'startedBy' | 'steps'>,
  entries: RunbookRunEntry[],
): RunbookRunState {
  const log = [...entries].sort((a, b) => a.sequence - b.sequence);
  const steps: StepState[] = Array.from({ length: run.steps }, () => ({}));
  let lead = run.startedBy;
  const people = new Set([run.startedBy]);
  let ended: RunbookRunState['ended'];
  for (const entry of log) {
    people.add(entry.by);
    if (entry.type === 'led') lead = entry.by;
    if (entry.type === 'ended') ended ??= entry;
    if ((entry.type === 'done' || entry.type === 'undone') && entry.step <= run.steps) {
      steps[entry.step - 1] = entry.type === 'done' ? { doneAt: entry.at, doneBy: entry.by } : {};
    }
  }
  let since = run.startedAt;
  const done = steps.filter(step => step.doneAt).sort((a, b) => Date.parse(a.doneAt!) - Date.parse(b.doneAt!));
  for (const step of done) {
    step.seconds = Math.round((Date.parse(step.doneAt!) - Date.parse(since)) / 1000);
    since = step.doneAt!;
  }
  return { steps, lead, people: [...people], ended };
}
