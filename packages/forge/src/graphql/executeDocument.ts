import {
  DocumentNode,
  execute,
  GraphQLError,
  GraphQLFieldResolver,
  GraphQLTypeResolver,
  validate,
} from 'graphql';
import { ForgeError } from '../errors';
import { accountTypes } from './accounts';
import { checkTypes } from './checks';
import { commitTypes } from './commits';
import { Fields, GraphContext } from './fields';
import { gitObjectTypes } from './gitObjects';
import { mutationTypes } from './mutations';
import { pullRequestTypes } from './pullRequests';
import { queryTypes } from './queries';
import { repositoryTypes } from './repositories';
import { githubSchema } from './schema';

const types: Record<string, Fields> = {
  ...queryTypes,
  ...mutationTypes(),
  ...accountTypes,
  ...repositoryTypes,
  ...gitObjectTypes,
  ...commitTypes,
  ...pullRequestTypes,
  ...checkTypes,
};

/**
 * A field is answered by the resolver of its type, or else by what its source
 * holds. A field that nobody implements is an error that names it: a silent
 * null would look like an answer.
 */
const resolveField: GraphQLFieldResolver<unknown, GraphContext> = (
  source,
  args,
  context,
  info,
) => {
  const { fieldName, parentType } = info;
  const resolver = types[parentType.name]?.[fieldName];
  if (resolver) return resolver(source, args, context);
  if (
    typeof source === 'object' &&
    source !== null &&
    !('source' in source) &&
    fieldName in source
  ) {
    const value: unknown = Reflect.get(source, fieldName);
    return typeof value === 'function' ? value(args) : value;
  }
  throw ForgeError.notImplemented(
    `The field '${fieldName}' of the type '${parentType.name}'`,
  );
};

const resolveType: GraphQLTypeResolver<unknown, GraphContext> = value =>
  (value as { __typename: string }).__typename;

/** What GitHub answers to a GraphQL request. */
export interface GraphqlAnswer {
  data?: unknown;
  errors?: object[];
}

/** Validates a document against GitHub's schema and executes it. */
export async function executeDocument(
  document: DocumentNode,
  request: {
    variables?: Record<string, unknown>;
    operationName?: string;
    context: GraphContext;
  },
): Promise<GraphqlAnswer> {
  const schema = githubSchema();
  const problems = validate(schema, document);
  if (problems.length > 0) return { errors: problems.map(presentError) };
  const { data, errors } = await execute({
    schema,
    document,
    variableValues: request.variables,
    operationName: request.operationName,
    contextValue: request.context,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors ? { errors: errors.map(presentError) } : {}),
  };
}

/** An error in GitHub's shape: `type` beside `path`, `locations` and `message`. */
export function presentError(error: GraphQLError): object {
  const { message, locations, path } = error.toJSON();
  const cause = error.originalError;
  if (cause && !(cause instanceof ForgeError)) {
    process.stderr.write(`forge: GraphQL ${path?.join('.')}: ${cause.stack}\n`);
    return {
      message: 'Something went wrong while executing your query.',
      ...(path ? { path } : {}),
      ...(locations ? { locations } : {}),
    };
  }
  return {
    ...(cause ? { type: cause.type } : {}),
    ...(path ? { path } : {}),
    ...(locations ? { locations } : {}),
    // Field errors say more than their summary.
    message: cause?.fieldErrors?.find(each => each.message)?.message ?? message,
  };
}
