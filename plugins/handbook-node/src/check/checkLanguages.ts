import { HandbookDocument } from '@connectly/plugin-handbook-common';
import { ParsedDocument } from '../parse/parseDocument';

/**
 * Gives the Korean file the facts that the English one decides, and finds where the two differ. One of them is behind then,
 * which is a warning: both can still be read.
 */
export function checkLanguages(parsed: ParsedDocument[]): void {
  const english = new Map(
    parsed.filter(({ document }) => document.language === 'en').map(({ document }) => [document.path, document]),
  );
  for (const { document, file } of parsed) {
    const original = document.language === 'ko' ? english.get(document.path) : undefined;
    if (!original) continue;
    const difference = differenceOf(original, document);
    if (difference) {
      document.findings.push({ severity: 'warning', code: 'PLT-707', message: `${difference} than the English file has.`, file, line: 1 });
    }
    const { owner, about, tags, reviewed, reviewEvery, runbook, troubleshooting, newcomers, minutes } = original;
    Object.assign(document, { owner, about, tags, reviewed, reviewEvery, minutes });
    if (document.runbook && runbook) {
      const { tier, rtoMinutes, rpoMinutes } = runbook;
      document.runbook = { ...document.runbook, tier, rtoMinutes, rpoMinutes };
    }
    if (document.troubleshooting && troubleshooting) {
      const { entry, match, errors, proof, source } = troubleshooting;
      document.troubleshooting = { ...document.troubleshooting, entry, match, errors, proof, source };
    }
    if (document.newcomers && newcomers) {
      document.newcomers = { ...document.newcomers, for: document.newcomers.for ?? newcomers.for };
    }
  }
}

function differenceOf(english: HandbookDocument, korean: HandbookDocument): string | undefined {
  const levels = (document: HandbookDocument) => document.headings.map(heading => heading.level).join(' ');
  if (levels(english) !== levels(korean)) {
    return 'It has other headings';
  }
  if (english.runbook?.steps.length !== korean.runbook?.steps.length) {
    return 'It has other steps';
  }
  const commands = (document: HandbookDocument) =>
    document.commands.filter(command => command.run !== undefined).map(command => command.text).join('\n');
  return commands(english) === commands(korean) ? undefined : 'It has other commands that are run';
}
