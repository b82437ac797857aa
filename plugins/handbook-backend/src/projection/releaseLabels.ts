import { NamedRelease } from '@connectly/plugin-handbook-common';

/** Stands before a release of which the text says that it is a module of the platform. No reference of an entity is without a colon. */
const certainly = '?ref=';

/** How a release that a document names is kept among what documents name. */
export function labelOf({ tag, certain }: Pick<NamedRelease, 'tag' | 'certain'>): string {
  return certain ? `${certainly}${tag}` : tag;
}

export function releaseOf(label: string): Pick<NamedRelease, 'tag' | 'certain'> {
  const certain = label.startsWith(certainly);
  return { tag: certain ? label.slice(certainly.length) : label, certain };
}
