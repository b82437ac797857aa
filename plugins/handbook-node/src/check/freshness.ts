import { Freshness, HandbookDocument } from '@connectly/plugin-handbook-common';

/**
 * ISO date on which a document has to be looked at again: counted from its last review, else from the date of a decision.
 * Nothing when it says neither; then the commit counts that changed it last.
 * @public
 */
export function reviewDue({ reviewed, decision, reviewEvery }: HandbookDocument): string | undefined {
  const from = reviewed ?? decision?.date;
  return from ? monthsAfter(from, reviewEvery) : undefined;
}

/**
 * ISO date so many months later, or the last day of that month.
 * @param date - ISO date
 * @public
 */
export function monthsAfter(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const due = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate())));
  return due.toISOString().slice(0, 10);
}

/**
 * Whether a document can be relied on today.
 * @param today - ISO date
 * @public
 */
export function freshnessOf(document: HandbookDocument, today: string): Freshness {
  if (document.findings.some(finding => finding.severity === 'error')) {
    return 'broken';
  }
  const due = reviewDue(document);
  return due !== undefined && due < today ? 'overdue' : 'fresh';
}
