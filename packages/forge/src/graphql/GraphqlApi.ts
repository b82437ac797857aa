import http from 'node:http';
import {
  DocumentNode,
  getOperationAST,
  GraphQLError,
  Kind,
  OperationDefinitionNode,
  parse,
} from 'graphql';
import { ForgeError } from '../errors';
import type { Forge } from '../forge/Forge';
import { apiHeaders, errorAnswer } from '../rest/RestApi';
import {
  anonymousBudget,
  authenticate,
  Identity,
} from '../server/authentication';
import { Answer, exchange, send } from '../server/Exchange';
import { limitAnswer, limitHeaders } from '../server/limitAnswers';
import { readBody } from '../server/readBody';
import { executeDocument, presentError } from './executeDocument';
import { githubSchema } from './schema';

const largestBody = 64 * 1024 * 1024;

interface GraphqlRequest {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

/** GitHub's GraphQL API over the forge. */
export class GraphqlApi {
  readonly #forge: Forge;

  constructor(forge: Forge) {
    this.#forge = forge;
    // Built while nobody waits, so that the first request is as quick as the next.
    setImmediate(githubSchema);
  }

  async handle(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const forge = this.#forge;
    let identity: Identity = {};
    let failure: Answer | undefined;
    let body: GraphqlRequest | undefined;
    let document: DocumentNode | undefined;
    try {
      const bytes = await readBody(request, largestBody);
      identity = authenticate(forge, request);
      body = readRequest(bytes);
      document = parse(body.query);
    } catch (error) {
      failure =
        error instanceof GraphQLError
          ? { status: 200, body: { errors: [presentError(error)] } }
          : errorAnswer(error, '/graphql');
    }
    const { caller } = identity;
    if (!failure && !caller) {
      failure = {
        status: 401,
        body: {
          message: 'This endpoint requires you to be authenticated.',
          documentation_url:
            'https://docs.github.com/graphql/guides/forming-calls-with-graphql#authenticating-with-graphql',
          status: '401',
        },
      };
    }
    const operation =
      document && (getOperationAST(document, body?.operationName) ?? undefined);
    const fields = operation ? topFields(operation) : [];
    const budget = caller?.budget ?? anonymousBudget;
    const login = caller?.account.login;
    const isMutation = operation?.operation === 'mutation';
    const answer = await exchange(
      forge,
      request,
      {
        route: '/graphql',
        operations: [
          ...(operation?.name ? [operation.name.value] : []),
          ...fields,
        ],
        operation: operation && describe(operation, fields),
        createsContent: isMutation,
        isRead: !isMutation,
        budget,
        login,
      },
      async () =>
        failure ?? {
          status: 200,
          body: await executeDocument(document!, {
            variables: body?.variables,
            operationName: body?.operationName,
            context: { forge, caller: caller! },
          }),
        },
      refusal => limitAnswer(refusal, login),
    );
    if (typeof answer === 'symbol') return send(request, response, answer);
    return send(request, response, {
      ...answer,
      headers: {
        ...apiHeaders(),
        ...limitHeaders(forge.controls.limits, budget, 'graphql'),
        ...answer.headers,
      },
    });
  }
}

function readRequest(bytes: Buffer): GraphqlRequest {
  let body: Partial<GraphqlRequest>;
  try {
    body = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw ForgeError.badRequest('Problems parsing JSON');
  }
  if (typeof body?.query !== 'string') {
    throw ForgeError.badRequest(
      'A query attribute must be specified and must be a string.',
    );
  }
  return {
    query: body.query,
    ...(body.variables ? { variables: body.variables } : {}),
    ...(body.operationName ? { operationName: body.operationName } : {}),
  };
}

/** The fields that a document starts with, by their names in the schema. */
function topFields(operation: OperationDefinitionNode): string[] {
  return operation.selectionSet.selections.flatMap(selection =>
    selection.kind === Kind.FIELD ? [selection.name.value] : [],
  );
}

function describe(
  operation: OperationDefinitionNode,
  fields: readonly string[],
): string {
  const name = operation.name ? ` ${operation.name.value}` : '';
  return `${operation.operation}${name}: ${fields.join(', ')}`;
}
