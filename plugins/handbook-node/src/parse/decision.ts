import { DecisionFacts, DecisionState, DocumentLanguage } from '@connectly/plugin-handbook-common';
import { cut, FrontMatter } from './FrontMatter';

const states: DecisionState[] = ['proposed', 'rejected', 'accepted', 'deprecated'];
const supersededForm = /^superseded(?:\s+by\s+\[?(?:ADR-)?(\d{1,6})\b.*)?$/i;

/**
 * What a decision says of itself. A state that MADR does not have is a finding; the decision counts as accepted then. Of one whose front matter
 * cannot be read nobody knows what it says: it counts as proposed.
 */
export function readDecision(path: string, language: DocumentLanguage, front: FrontMatter): DecisionFacts {
  const number = Number(/\/(\d{4})-[^/]+$/.exec(path)?.[1] ?? 0);
  const facts = {
    number,
    date: front.date('date'),
    decisionMakers: front.list('decision-makers'),
    supersedes: [],
  };
  if (language === 'en' && front.isReadable && !['date', 'decision-makers', 'owner'].some(field => front.has(field))) {
    front.tell('warning', 1, 'A decision says when it was made ("date") and by whom ("decision-makers", or "owner"), and this one says neither.');
  }
  const status = front.textOf('status')?.toLowerCase() ?? (front.isReadable ? 'accepted' : 'proposed');
  const [superseded, by] = supersededForm.exec(status) ?? [];
  if (superseded) {
    if (!by) {
      front.wrong('status', 'must say by which decision, such as "superseded by ADR-0007"');
    }
    return { ...facts, state: 'superseded', supersededBy: by ? Number(by) : undefined };
  }
  const state = states.find(each => each === status);
  if (!state) {
    front.wrong('status', `must be proposed, rejected, accepted, deprecated or "superseded by ADR-0007", and is "${cut(status)}"`);
  }
  return { ...facts, state: state ?? 'accepted' };
}
