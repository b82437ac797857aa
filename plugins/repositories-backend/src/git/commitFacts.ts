import { CommitFacts } from '@connectly/plugin-repositories-common';

/** What `git log` is asked for: the fields of {@link toCommitFacts}. */
export const factsFormat = '%ct%x00%an%x00%s';

// What would end a line, or move a terminal's cursor.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

function oneLine(text: string): string {
  return text.replace(controls, ' ').trim().slice(0, 200);
}

/** What a commit says about itself, each text of one line and at most 200 letters. */
export function toCommitFacts(
  seconds: string,
  author: string,
  subject: string,
): CommitFacts {
  // who writes a commit writes its date; the year 9999 is the last that every database keeps
  const at = Math.min(Math.max(0, Number(seconds)), 253_402_300_799);
  return {
    at: new Date(at * 1000).toISOString(),
    author: oneLine(author),
    subject: oneLine(subject),
  };
}
