import { ParsedDocument } from '../parse/parseDocument';

/**
 * Finds commands of which a reader cannot tell whether they work: where a document has one that a test runs, each of its others
 * says why it is not run.
 */
export function checkCommands(parsed: ParsedDocument[]): void {
  for (const { document, file } of parsed) {
    const executed = document.commands.some(({ run }) => run !== undefined);
    for (const { line, run, notRun } of document.commands) {
      const marked = run !== undefined || notRun !== undefined;
      if (notRun === '' || (executed && !marked)) {
        const message = marked
          ? 'The commands are not run, and the comment above does not say why: "<!-- not run: why -->".'
          : 'Others of these commands are run by a test. Say "<!-- run -->" or "<!-- not run: why -->" above this one.';
        document.findings.push({ severity: 'warning', code: 'PLT-702', message, file, line });
      }
    }
  }
}
