/**
 * Reads and checks handbook documents, and finds troubleshooting entries by an error's text.
 *
 * @packageDocumentation
 */
export type { KnownNames } from './check/checkNames';
export { isMissingRelease, knownReleases, type KnownReleases, missingReleaseFinding } from './check/checkReleases';
export { freshnessOf, monthsAfter, reviewDue } from './check/freshness';
export { isOver } from './check/isOver';
export { platformCommands } from './check/platformCommands';
export { readHandbook, readHandbookInTurns, type ReadHandbook, type ReadHandbookOptions } from './check/readHandbook';
export { type DocumentPlace, documentPlaceOf, fileOf } from './parse/documentKind';
export { parseDocument } from './parse/parseDocument';
export {
  createTroubleshooter,
  type EntryKey,
  type EntryMatch,
  type FoundEntries,
  pastedTextLimit,
  type Troubleshooter,
} from './troubleshoot/createTroubleshooter';
export { type Passage, readPassage } from './parse/passage';
export { writeRunReport } from './runs/writeRunReport';
export { maskSecrets } from './troubleshoot/maskSecrets';
