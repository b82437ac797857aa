import { createHash } from 'node:crypto';
import { HandbookDocument } from '@connectly/plugin-handbook-common';
import { isOver, reviewDue } from '@connectly/plugin-handbook-node';
import { StoredSummary } from '../database/DatabaseDocumentQueries';
import { RawDbDocumentRow, RawDbLabelRow } from '../database/rows';
import { labelOf } from './releaseLabels';

/** How much of a text a list's search looks at, in UTF-16 units. */
const searchedLength = 2_000;

/** Rows of a repository's documents. What is about the same, and is tagged the same, in both languages is one label. */
export function toRows(
  documents: HandbookDocument[],
  place: { repository: string; owner: string },
): { documents: RawDbDocumentRow[]; labels: RawDbLabelRow[] } {
  const { repository } = place;
  const labels = new Map<string, RawDbLabelRow>();
  for (const document of documents) {
    const { path, about, tags } = document;
    const label = (type: RawDbLabelRow['type']) => (value: string) =>
      labels.set(`${path}\n${type}\n${value}`, {
        repository,
        path,
        type,
        value,
      });
    about.forEach(label('about'));
    tags.forEach(label('tag'));
    if (!isOver(document)) document.releases?.map(labelOf).forEach(label('release'));
  }
  return {
    documents: documents.map(document => toRow(document, place)),
    labels: [...labels.values()],
  };
}

function toRow(
  document: HandbookDocument,
  { repository, owner: fallback }: { repository: string; owner: string },
): RawDbDocumentRow {
  const { path, kind, language, title, decision, troubleshooting } = document;
  const owner = document.owner ?? fallback;
  const summary = JSON.stringify(summaryOf(document, { repository, owner }));
  const undated = reviewDue(document) ? null : document.reviewEvery;
  const data = JSON.stringify(document);
  const searched = [
    title,
    ...document.tags,
    troubleshooting?.entry,
    troubleshooting?.symptom,
    document.text.slice(0, searchedLength),
  ];
  return {
    repository,
    path,
    language,
    kind,
    owner,
    title,
    state: decision?.state ?? null,
    sort: sortOf(document),
    review_due: reviewDue(document) ?? null,
    undated,
    broken: document.findings.some(finding => finding.severity === 'error'),
    search: searched.filter(Boolean).join('\n').toLowerCase(),
    // of every column that follows from none of the others: a row that an earlier release wrote without one is written anew
    hash: createHash('sha256').update(`${undated}\n`).update(summary).update(data).digest('hex'),
    summary,
    data,
  };
}

/** Decisions by their number, entries by theirs, the rest by path: the same in both languages. */
function sortOf({ path, decision, troubleshooting }: HandbookDocument): string {
  if (decision) {
    return String(decision.number).padStart(6, '0');
  }
  return troubleshooting?.entry ?? path;
}

function summaryOf(
  document: HandbookDocument,
  { repository, owner }: { repository: string; owner: string },
): StoredSummary {
  const { path, kind, language, title, reviewed, findings, minutes } = document;
  const { decision, runbook, troubleshooting, newcomers } = document;
  return {
    repository,
    path,
    kind,
    language,
    title,
    owner,
    reviewed,
    reviewDue: reviewDue(document),
    findings: findings.length,
    decision,
    runbook: runbook && { ...runbook, steps: runbook.steps.length },
    troubleshooting: troubleshooting && {
      entry: troubleshooting.entry,
      symptom: troubleshooting.symptom,
      proof: troubleshooting.proof,
    },
    newcomers: newcomers && {
      for: newcomers.for,
      steps: newcomers.steps.length,
      minutes: newcomers.steps.reduce(
        (sum, step) => sum + (step.minutes ?? 0),
        0,
      ),
    },
    minutes,
  };
}
