/**
 * The draft of a person in this browser tab's own storage, read at once: Backstage's storage may live in the backend, where the last
 * letters before a reload would be on their way.
 */
/** Whose draft of which form. */
export interface DraftOwner {
  form: 'service' | 'decision' | 'module' | 'waiver';
  /** Entity reference of who is signed in: two people at one browser do not read each other's drafts. */
  person: string;
}

const key = ({ form, person }: DraftOwner) => `@connectly/${form}-draft/${person}`;

export function readDraft<Draft extends object>(owner: DraftOwner): Draft | undefined {
  try {
    const saved = JSON.parse(sessionStorage.getItem(key(owner)) ?? 'null');
    return typeof saved === 'object' && saved !== null ? saved : undefined;
  } catch {
    return undefined;
  }
}

export function saveDraft(owner: DraftOwner, draft: object) {
  sessionStorage.setItem(key(owner), JSON.stringify(draft));
}

export function forgetDraft(owner: DraftOwner) {
  sessionStorage.removeItem(key(owner));
}

/** The form of each template that keeps a draft. */
const forms: Record<string, DraftOwner['form']> = {
  'template:default/service': 'service',
  'template:default/adr': 'decision',
  'template:default/module': 'module',
  'template:default/waiver': 'waiver',
};

/** Whether a template's answers come back after a reload. */
export function keepsDraft(templateRef: string): boolean {
  return Object.hasOwn(forms, templateRef);
}

/** Forgets what a template was just started with. A service's draft stays until its name is taken: see `useSavedAnswers`. */
export function forgetSentDraft(templateRef: string, person: string) {
  const form = forms[templateRef];
  if (form && form !== 'service') forgetDraft({ form, person });
}
