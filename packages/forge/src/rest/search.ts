import { ForgeError } from '../errors';
import { Caller } from '../forge/Caller';
import type { Forge } from '../forge/Forge';
import { repositoryAnswer } from '../present/repositories';
import { RepositoryRow } from '../store/RepositoryStore';
import { Route } from './Router';

/**
 * GitHub's search of repositories, as far as this forge's data goes: words in
 * name or description, and `org:`, `user:`, `repo:`, `topic:`, `is:`,
 * `archived:`, `in:name`.
 *
 * @throws ForgeError 422 for a qualifier that is not understood
 */
export function searchRepositories(
  forge: Forge,
  caller: Caller | undefined,
  query: string,
): RepositoryRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const isNameOnly = words.includes('in:name');
  const tests = words.map(word => testOf(forge, word, isNameOnly));
  const owners = words.flatMap(
    word => /^(?:org|user):(.+)$/.exec(word)?.[1] ?? [],
  );
  return forge.repositoryStore
    .all()
    .filter(
      row =>
        (owners.length === 0 || owners.includes(ownerOf(forge, row))) &&
        tests.every(test => test(row)) &&
        forge.access.canSee(caller, row),
    );
}

function ownerOf(forge: Forge, row: RepositoryRow): string {
  return forge.accounts.require(row.ownerId).login.toLowerCase();
}

/** What one word of a query asks of a repository. */
function testOf(
  forge: Forge,
  word: string,
  isNameOnly: boolean,
): (row: RepositoryRow) => boolean {
  const [, qualifier, value] = /^([a-z]+):(.+)$/.exec(word) ?? [];
  switch (qualifier) {
    case undefined:
      return row =>
        row.name.toLowerCase().includes(word) ||
        (!isNameOnly && (row.description ?? '').toLowerCase().includes(word));
    case 'repo':
      return row =>
        `${ownerOf(forge, row)}/${row.name.toLowerCase()}` === value;
    case 'topic':
      return row => JSON.parse(row.topics).includes(value);
    case 'is':
      return row => row.visibility === value;
    case 'archived':
      return row => Boolean(row.archived) === (value === 'true');
    // Several owners are alternatives, so they are looked at together.
    case 'org':
    case 'user':
    case 'in':
    case 'fork':
      return () => true;
    default:
      throw ForgeError.unprocessable(
        `The search qualifier ${qualifier}: is not understood by this forge`,
      );
  }
}

/** Search. */
export const searchRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/search/repositories',
    handle: request => {
      const query = request.query.get('q');
      if (!query) {
        throw ForgeError.unprocessable('Validation Failed', [
          { resource: 'Search', code: 'missing', field: 'q' },
        ]);
      }
      return request.list(
        searchRepositories(request.forge, request.caller, query),
        row => ({ ...repositoryAnswer(request.view, row), score: 1 }),
        (items, total) => ({
          total_count: total,
          incomplete_results: false,
          items,
        }),
      );
    },
  },
];
