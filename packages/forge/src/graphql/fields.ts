import { requireCaller } from '../forge/Access';
import { Caller } from '../forge/Caller';
import type { Forge } from '../forge/Forge';
import { RepositoryRow } from '../store/RepositoryStore';

/** What every resolver is given besides its source and arguments. */
export interface GraphContext {
  forge: Forge;
  caller: Caller;
}

/** A thing of the forge as GraphQL sees it: its type's name and what it is made of. */
export interface GraphNode<Source> {
  __typename: string;
  source: Source;
}

/** What the schema has checked already: a resolver names the shape that it gets. */
export type Resolver<Source> = (
  source: Source,
  args: never,
  context: GraphContext,
) => unknown;

/** The resolvers of one type, by field. */
export type Fields = Record<
  string,
  (source: unknown, args: unknown, context: GraphContext) => unknown
>;

/** Describes the fields of a type whose nodes hold a `Source`. */
export function fieldsOf<Source>(
  resolvers: Record<string, Resolver<Source>>,
): Fields {
  return Object.fromEntries(
    Object.entries(resolvers).map(([name, resolve]) => [
      name,
      (parent, args, context) =>
        resolve((parent as GraphNode<Source>).source, args as never, context),
    ]),
  );
}

export function node<Source>(
  typename: string,
  source: Source | undefined | null,
): GraphNode<Source> | null {
  return source === undefined || source === null
    ? null
    : { __typename: typename, source };
}

/** A repository that the caller may see, by id; undefined otherwise. */
export function visibleRepository(
  context: GraphContext,
  id: number,
): RepositoryRow | undefined {
  const row = context.forge.repositoryStore.byId(id);
  return row && context.forge.access.canSee(requireCaller(context.caller), row)
    ? row
    : undefined;
}

/** Mutations by name; each takes its input object and returns its payload. */
export type Mutations = Record<
  string,
  (input: never, context: GraphContext) => Promise<object>
>;
