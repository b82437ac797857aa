import http from 'node:http';
import { TLSSocket } from 'node:tls';
import { ControlApi } from '../controls/ControlApi';
import type { Forge } from '../forge/Forge';
import { GraphqlApi } from '../graphql/GraphqlApi';
import { Pages } from '../pages/Pages';
import { errorAnswer, RestApi, restRoot } from '../rest/RestApi';
import { send } from './Exchange';
import { SmartHttp } from './smartHttp';

const graphqlPaths = new Set(['/api/graphql', '/api/v3/graphql', '/graphql']);

/** Sends each request to the part of the forge that its path names. */
export class ForgeServer {
  readonly #rest: RestApi;
  readonly #graphql: GraphqlApi;
  readonly #git: SmartHttp;
  readonly #controls: ControlApi;
  readonly #pages: Pages;

  private constructor(forge: Forge, git: SmartHttp) {
    this.#git = git;
    this.#rest = new RestApi(forge);
    this.#graphql = new GraphqlApi(forge);
    this.#controls = new ControlApi(forge);
    this.#pages = new Pages(forge);
  }

  static async create(
    forge: Forge,
    dataDirectory: string,
  ): Promise<ForgeServer> {
    return new ForgeServer(forge, await SmartHttp.create(forge, dataDirectory));
  }

  readonly handle = (
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): void => {
    this.#route(request, response).catch(error => {
      if (response.headersSent) {
        request.socket.destroy();
      } else {
        send(request, response, errorAnswer(error, request.url ?? '/'));
      }
    });
  };

  async #route(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    // A page of another site may make a browser call us by a name of its own.
    if (!isLoopbackName(request.headers.host)) {
      send(request, response, {
        status: 421,
        body: { message: 'This forge answers to localhost only.' },
      });
      return;
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { pathname } = url;
    if (graphqlPaths.has(pathname)) {
      await this.#graphql.handle(request, response);
    } else if (pathname.startsWith(`${restRoot}/`) || pathname === restRoot) {
      const isSecure = request.socket instanceof TLSSocket;
      await this.#rest.handle(request, response, url, isSecure);
    } else if (this.#git.matches(pathname)) {
      await this.#git.handle(request, response, url);
    } else if (pathname.startsWith('/-/controls')) {
      await this.#controls.handle(request, response, url);
    } else {
      await this.#pages.handle(request, response, url);
    }
  }
}

function isLoopbackName(host: string | undefined): boolean {
  return (
    host !== undefined &&
    /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host)
  );
}
