import { createContext, ReactNode, useContext } from 'react';

/** A document, or a place in it. */
export interface DocumentAddress {
  repository: string;
  path: string;
  language?: string;
  /** Anchor of a heading, as GitHub makes it. */
  anchor?: string;
  /** Id of a run of a runbook. */
  run?: string;
  /** Step of the run, from 1. */
  step?: number;
}

/**
 * Paths of the pages. Each frontend system resolves its own route references, so components ask for paths here; a page that a portal
 * does not have is undefined, and what would link to it is plain text.
 */
export interface HandbookLinks {
  handbook?: string;
  document: (address: DocumentAddress) => string | undefined;
  module: (name: string) => string | undefined;
  stack: (name: string) => string | undefined;
  /** What somebody owns, in the catalog's list. */
  owned: (owned: { kind: string; type: string; owner: string }) => string | undefined;
  /** The form that proposes a decision. */
  proposeDecision?: string;
}

const LinksContext = createContext<HandbookLinks>({
  document: () => undefined,
  module: () => undefined,
  stack: () => undefined,
  owned: () => undefined,
});

export function HandbookLinksProvider(props: { links: HandbookLinks; children: ReactNode }) {
  return <LinksContext.Provider value={props.links}>{props.children}</LinksContext.Provider>;
}

export function useHandbookLinks(): HandbookLinks {
  return useContext(LinksContext);
}

/** The links of an app, from what its route references resolve to. */
export function linksOf(routes: {
  handbook: string | undefined;
  document: string | undefined;
  module: HandbookLinks['module'];
  stack: HandbookLinks['stack'];
  catalog: string | undefined;
  proposeDecision: string | undefined;
}): HandbookLinks {
  const { handbook, document, module, stack, catalog, proposeDecision } = routes;
  return {
    handbook,
    document: ({ repository, path, language, anchor, run, step }) => {
      if (!document) return undefined;
      const query = new URLSearchParams({ repository, path, ...(language ? { language } : {}), ...(run ? { run } : {}), ...(step ? { step: String(step) } : {}) });
      return `${document}?${query}${anchor ? `#document-${anchor}` : ''}`;
    },
    module,
    stack,
    owned: ({ kind, type, owner }) => {
      if (!catalog) return undefined;
      // the list shows the reader's own things unless it is told otherwise
      const query = new URLSearchParams({ 'filters[kind]': kind, 'filters[type]': type, 'filters[owners]': owner, 'filters[user]': 'all' });
      return `${catalog}?${query}`;
    },
    proposeDecision,
  };
}
