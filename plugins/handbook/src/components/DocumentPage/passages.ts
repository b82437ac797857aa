import { DocumentDetails } from '@connectly/plugin-handbook-common';

/** The text of a document around its steps. */
export interface Passages {
  /** Above the first step, with the title. */
  before: string;
  /** Sections of level two that are no steps, in their order. */
  after: string;
}

/**
 * Takes the steps out of a document's text. A line is one of the file, so the front matter is counted off.
 *
 * @param steps - lines of the headings that begin a step
 */
export function passagesOf({ content }: DocumentDetails, steps: number[]): Passages {
  const lines = content.text.split('\n');
  const indexOf = (line: number) => Math.min(lines.length, Math.max(0, line - content.frontMatterLines - 1));
  const sections = content.headings.filter(heading => heading.level <= 2).map(heading => heading.line);
  const first = Math.min(...steps);
  const after = sections
    .filter(line => line > first && !steps.includes(line))
    .map(line => {
      const next = sections.find(each => each > line);
      return lines.slice(indexOf(line), next === undefined ? undefined : indexOf(next)).join('\n');
    });
  return { before: lines.slice(0, indexOf(first)).join('\n'), after: after.join('\n') };
}
