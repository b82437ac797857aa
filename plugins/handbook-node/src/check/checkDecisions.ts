import { ParsedDocument } from '../parse/parseDocument';

/** Fills in what a decision supersedes, and finds circles, decisions that are not there and numbers given twice. */
export function checkDecisions(parsed: ParsedDocument[]): void {
  const decisions = parsed.filter(({ document }) => document.decision);
  const english = decisions.filter(({ document }) => document.language === 'en');
  const byNumber = new Map<number, ParsedDocument>();
  for (const each of english) {
    const { document, file } = each;
    const number = document.decision!.number;
    const other = byNumber.get(number);
    if (other) {
      tell(each, 'PLT-705', `The number ${String(number).padStart(4, '0')} is also that of "${other.file}".`, file);
    } else {
      byNumber.set(number, each);
    }
  }
  for (const each of english) {
    const { number, supersededBy } = each.document.decision!;
    if (supersededBy === undefined) continue;
    if (!byNumber.has(supersededBy)) {
      tell(each, 'PLT-703', `There is no decision ${supersededBy} that could supersede this one.`, each.file, 'status');
    } else if (leadsBack(number, byNumber)) {
      tell(each, 'PLT-704', `Following "superseded by" from decision ${number} leads back to it.`, each.file, 'status');
    }
  }
  // the English file decides; the Korean one shows the same facts
  const facts = new Map(english.map(({ document }) => [document.path, document]));
  for (const { document } of decisions) {
    const deciding = facts.get(document.path) ?? document;
    document.decision = {
      ...deciding.decision!,
      supersedes: english
        .filter(({ document: other }) => other.decision!.supersededBy === deciding.decision!.number)
        .map(({ document: other }) => other.decision!.number),
    };
  }
}

function leadsBack(number: number, byNumber: Map<number, ParsedDocument>): boolean {
  const seen = new Set<number>();
  let next = byNumber.get(number)?.document.decision?.supersededBy;
  while (next !== undefined && !seen.has(next)) {
    if (next === number) return true;
    seen.add(next);
    next = byNumber.get(next)?.document.decision?.supersededBy;
  }
  return false;
}

function tell({ document, lineOf }: ParsedDocument, code: string, message: string, file: string, field?: string): void {
  document.findings.push({ severity: 'error', code, message, file, line: field ? lineOf(field) : 1 });
}
