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
  const tests: Array<(row: RepositoryRow) => boolean> = [];
  const owners: string[] = [];
  let inNameOnly = false;
  const ownerOf = (row: RepositoryRow) =>
    forge.accounts.require(row.ownerId).login.toLowerCase();
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const [, qualifier, value] = /^([a-z]+):(.+)$/.exec(word) ?? [];
    switch (qualifier) {
      case undefined:
        tests.push(
          row =>
            row.name.toLowerCase().includes(word) ||
            (!inNameOnly &&
              (row.description ?? '').toLowerCase().includes(word)),
        );
        break;
      case 'org':
      case 'user':
        owners.push(value);
        break;
      case 'repo':
        tests.push(
          row => `${ownerOf(row)}/${row.name.toLowerCase()}` === value,
        );
        break;
      case 'topic':
        tests.push(row => JSON.parse(row.topics).includes(value));
        break;
      case 'is':
        tests.push(row => row.visibility === value);
        break;
      case 'archived':
        tests.push(row => Boolean(row.archived) === (value === 'true'));
        break;
      case 'in':
        inNameOnly = value === 'name';
        break;
      case 'fork':
        break;
      default:
        throw ForgeError.unprocessable(
          `The search qualifier ${qualifier}: is not understood by this forge`,
        );
    }
  }
  return forge.repositoryStore
    .all()
    .filter(
      row =>
        (owners.length === 0 || owners.includes(ownerOf(row))) &&
        tests.every(test => test(row)) &&
        forge.access.canSee(caller, row),
    );
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
