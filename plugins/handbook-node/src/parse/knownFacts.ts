import { DocumentKind } from '@connectly/plugin-handbook-common';
import { cut, FrontMatter } from './FrontMatter';

/** What every document may say of itself. */
const common = ['title', 'owner', 'about', 'tags', 'reviewed', 'review-every'];

const kinds: Record<DocumentKind, { name: string; facts: string[] }> = {
  adr: { name: 'an ADR', facts: ['status', 'date', 'decision-makers', 'consulted', 'informed'] },
  runbook: { name: 'a runbook', facts: ['scenario', 'tier', 'rto', 'rpo'] },
  troubleshooting: { name: 'an entry', facts: ['id', 'symptom', 'match', 'errors', 'proof', 'source'] },
  path: { name: 'a path', facts: ['for'] },
  guide: { name: 'a guide', facts: ['minutes'] },
};

/** Findings of a file; who has more misspelt facts than these has not begun with them. */
const told = 20;

/** Finds facts that the kind does not have, such as one that is misspelt. A guide may hold those of whatever else shows it. */
export function checkFacts(kind: DocumentKind, front: FrontMatter): void {
  const { name, facts } = kinds[kind];
  const known = [...common, ...facts];
  const unknown = front.fields().filter(field => !known.includes(field.name));
  for (const field of unknown.slice(0, told)) {
    front.tell(kind === 'guide' ? 'warning' : 'error', field.line, `"${cut(field.name)}" is no fact of ${name}. It has ${known.join(', ')}.`);
  }
}
