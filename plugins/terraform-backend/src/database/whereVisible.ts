import { Knex } from 'knex';

/** Which rows an answer may be made of. */
export interface Visibility {
  /** `owner/name` of the repositories that the caller may see; undefined for one that may see all. */
  repositories: Set<string> | undefined;
}

/** Limits a query to rows of repositories that the caller may see, before anything is counted or paged. */
export function whereVisible(
  query: Pick<Knex.QueryBuilder, 'whereIn'>,
  { repositories }: Visibility,
  column = 'repository',
): void {
  if (repositories) {
    query.whereIn(column, [...repositories]);
  }
}
