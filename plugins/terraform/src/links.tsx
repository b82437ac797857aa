import { createContext, ReactNode, useContext } from 'react';

/**
 * Paths of the pages. Each frontend system resolves its own route references, so components ask for paths here; a page
 * that a portal does not have is undefined, and what would link to it is plain text.
 */
export interface TerraformLinks {
  modules?: string;
  module: (name: string) => string | undefined;
  stacks?: string;
  stack: (name: string) => string | undefined;
  catalogGraph?: string;
  /** The form that begins a module. */
  newModule?: string;
  /** Documents of the handbook that name an entity. */
  documents: (about: string) => string | undefined;
  /** A document of the handbook. */
  document: (address: { repository: string; path: string }) => string | undefined;
}

const LinksContext = createContext<TerraformLinks>({
  module: () => undefined,
  stack: () => undefined,
  documents: () => undefined,
  document: () => undefined,
});

export function TerraformLinksProvider(props: {
  links: TerraformLinks;
  children: ReactNode;
}) {
  return (
    <LinksContext.Provider value={props.links}>
      {props.children}
    </LinksContext.Provider>
  );
}

export function useTerraformLinks(): TerraformLinks {
  return useContext(LinksContext);
}

/** The catalog graph around an entity, or undefined where a portal has none. */
export function catalogGraphOf(
  links: TerraformLinks,
  entityRef: string,
): string | undefined {
  if (!links.catalogGraph) return undefined;
  const query = new URLSearchParams({
    'rootEntityRefs[]': entityRef,
    maxDepth: '2',
    unidirectional: 'false',
  });
  return `${links.catalogGraph}?${query}`;
}

/** The path of the documents that name an entity, from the path of the handbook. */
export function documentsPath(handbook: string | undefined, about: string): string | undefined {
  return handbook && `${handbook}?${new URLSearchParams({ tab: 'all', about })}`;
}

/** The path of a document, from the path of the page that shows documents. */
export function documentPath(page: string | undefined, address: { repository: string; path: string }): string | undefined {
  return page && `${page}?${new URLSearchParams(address)}`;
}
