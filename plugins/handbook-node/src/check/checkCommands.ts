import { DocumentKind } from '@connectly/plugin-handbook-common';
import { ParsedDocument } from '../parse/parseDocument';

/** What people work by; in the others commands are examples, unless a test runs some of them. */
const followed: DocumentKind[] = ['guide', 'runbook', 'troubleshooting'];

/** Finds commands of which a reader cannot tell whether they work: each is run by a test, or says why it is not. */
export function checkCommands(parsed: ParsedDocument[]): void {
  for (const { document, file } of parsed) {
    const tells = followed.includes(document.kind) || document.commands.some(({ run }) => run !== undefined);
    for (const { line, run, notRun } of document.commands) {
      const marked = run !== undefined || notRun !== undefined;
      if (notRun === '' || (tells && !marked)) {
        const message = marked
          ? 'The commands are not run, and the comment above does not say why: "<!-- not run: why -->".'
          : 'Nobody can tell whether these commands work. Say "<!-- run -->" or "<!-- not run: why -->" above them.';
        document.findings.push({ severity: 'warning', code: 'PLT-702', message, file, line });
      }
    }
  }
}
