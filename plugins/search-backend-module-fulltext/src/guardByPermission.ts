import { BackstageCredentials, PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult, createPermission } from '@backstage/plugin-permission-common';
import { QueryRequestOptions, SearchEngine } from '@backstage/plugin-search-backend-node';
import { IndexableDocument, IndexableResult, IndexableResultSet, SearchQuery } from '@backstage/plugin-search-common';

/** Pages that one question may take until one of them shows something. */
const pageLimit = 20;

/** A document that is for those who hold some permissions, besides what its type asks for. */
interface GuardedDocument extends IndexableDocument {
  authorization?: IndexableDocument['authorization'] & { permissions?: string[] };
}

/**
 * Backstage asks one permission for all documents of a type. A document can name others in its `authorization`, such as that of its kind; it is
 * found by whom the policy allows every one of them.
 * @param options - `named` is what documents are known to name: who holds all of it is told how many there are, as without a guard
 */
export function guardByPermission(engine: SearchEngine, options: { permissions: PermissionsService; named: string[] }): SearchEngine {
  const { permissions, named } = options;

  async function allowed(names: string[], credentials: BackstageCredentials | undefined): Promise<Set<string>> {
    if (!credentials || names.length === 0) return new Set();
    const questions = names.map(name => ({ permission: createPermission({ name, attributes: { action: 'read' } }) }));
    const decisions = await permissions.authorize(questions, { credentials });
    return new Set(names.filter((_, index) => decisions[index].result === AuthorizeResult.ALLOW));
  }

  async function query(question: SearchQuery, caller?: QueryRequestOptions): Promise<IndexableResultSet> {
    const credentials = caller && 'credentials' in caller ? caller.credentials : undefined;
    const held = new Map<string, boolean>();
    const learn = async (names: string[]) => {
      const given = await allowed(names, credentials);
      for (const name of names) held.set(name, given.has(name));
    };
    await learn(named);
    const isTold = named.every(name => held.get(name));
    const isShown = (result: IndexableResult) => permissionsOf(result).every(name => held.get(name));
    let pageCursor = question.pageCursor;
    let previousPageCursor: string | undefined;
    for (let page = 1; ; page++) {
      const found = await engine.query({ ...question, pageCursor }, caller);
      // the way back leads to what is before the first page that was read
      if (page === 1) previousPageCursor = found.previousPageCursor;
      const unknown = [...new Set(found.results.flatMap(permissionsOf))].filter(name => !held.has(name));
      await learn(unknown);
      const results = found.results.filter(isShown);
      if (isTold && results.length === found.results.length) return { ...found, previousPageCursor };
      pageCursor = found.nextPageCursor;
      // an empty page would look like the end
      if (results.length > 0 || !pageCursor || page === pageLimit) {
        return {
          previousPageCursor,
          nextPageCursor: pageCursor,
          // places and a number that count what is not shown would tell of it
          results: results.map(({ rank: _, ...result }) => result),
        };
      }
    }
  }

  return {
    setTranslator: translator => engine.setTranslator(translator),
    getIndexer: type => engine.getIndexer(type),
    query,
  };
}

function permissionsOf({ document }: IndexableResult): string[] {
  return (document as GuardedDocument).authorization?.permissions ?? [];
}
