import http from 'node:http';
import { ForgeError } from '../errors';
import type { Forge } from '../forge/Forge';
import { errorAnswer } from '../rest/RestApi';
import { send } from '../server/Exchange';
export class GraphqlApi {
  constructor(_forge: Forge) {}
  async handle(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    send(
      request,
      response,
      errorAnswer(ForgeError.notImplemented('GraphQL'), '/graphql'),
    );
  }
}
