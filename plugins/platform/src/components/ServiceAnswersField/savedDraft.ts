/**
 * The draft of a person in this browser tab's own storage, read at once: Backstage's storage may live in the backend, where the last
 * letters before a reload would be on their way.
 */
import { DraftAnswers } from '../../api';

const key = (person: string) => `@connectly/service-draft/${person}`;

/** @param person - entity reference of who is signed in: two people at one browser do not read each other's drafts */
export function readDraft(person: string): DraftAnswers | undefined {
  try {
    const saved = JSON.parse(sessionStorage.getItem(key(person)) ?? 'null');
    return typeof saved === 'object' && saved !== null ? saved : undefined;
  } catch {
    return undefined;
  }
}

export function saveDraft(person: string, draft: DraftAnswers) {
  sessionStorage.setItem(key(person), JSON.stringify(draft));
}

export function forgetDraft(person: string) {
  sessionStorage.removeItem(key(person));
}
