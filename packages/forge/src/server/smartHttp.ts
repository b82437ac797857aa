import http from 'node:http';
import { pipeline } from 'node:stream/promises';
import { ForgeError } from '../errors';
import { Caller } from '../forge/Caller';
import type { Forge } from '../forge/Forge';
import { flushPacket, packetLine } from '../git/packetLine';
import { spawnGit } from '../git/runGit';
import { RepositoryRow } from '../store/RepositoryStore';
import { anonymousBudget, authenticate } from './authentication';
import { Answer, exchange, noAnswer, send } from './Exchange';
import { decodedBody } from './readBody';
import { ReceivePack } from './ReceivePack';

const gitPath =
  /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** Git's smart HTTP protocol over the real git programs. */
export class SmartHttp {
  readonly #forge: Forge;
  readonly #receivePack: ReceivePack;

  private constructor(forge: Forge, receivePack: ReceivePack) {
    this.#forge = forge;
    this.#receivePack = receivePack;
  }

  static async create(forge: Forge, dataDirectory: string): Promise<SmartHttp> {
    return new SmartHttp(forge, await ReceivePack.create(forge, dataDirectory));
  }

  matches(pathname: string): boolean {
    return gitPath.test(pathname);
  }

  async handle(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    url: URL,
  ): Promise<void> {
    const [, owner, name, action] = gitPath.exec(url.pathname)!;
    const service =
      action === 'info/refs' ? url.searchParams.get('service') : action;
    const isPush = service === 'git-receive-pack';
    let caller: Caller | undefined;
    let refusal: Answer | undefined;
    let repository: RepositoryRow | undefined;
    try {
      caller = authenticate(this.#forge, request).caller;
      repository = this.#repository(
        caller,
        decodeURIComponent(owner),
        decodeURIComponent(name),
        isPush,
      );
    } catch (error) {
      refusal = refusalAnswer(error);
    }
    if (service !== 'git-upload-pack' && !isPush) {
      refusal = plain(403, 'Dumb HTTP is not served.');
    }
    const answer = await exchange(
      this.#forge,
      request,
      {
        route: action === 'info/refs' ? `info/refs ${service}` : action,
        createsContent: false,
        isRead: !isPush,
        isFree: true,
        budget: caller?.budget ?? anonymousBudget,
        login: caller?.account.login,
      },
      async () => {
        if (refusal || !repository)
          return refusal ?? plain(404, 'Repository not found.');
        if (action === 'info/refs')
          return this.#advertise(request, repository, service!);
        return isPush
          ? this.#receive(request, repository, caller!)
          : this.#upload(request, response, repository);
      },
      () => plain(403, 'Limit exceeded.'),
    );
    if (answer !== noAnswer && response.headersSent) return;
    send(request, response, answer);
  }

  #repository(
    caller: Caller | undefined,
    owner: string,
    name: string,
    isPush: boolean,
  ): RepositoryRow {
    try {
      return this.#forge.access.repository(
        caller,
        owner,
        name,
        isPush ? 'write' : 'read',
      );
    } catch (error) {
      // git asks for a password only after a 401.
      if (!caller) throw ForgeError.requiresAuthentication();
      throw error;
    }
  }

  async #advertise(
    request: http.IncomingMessage,
    repository: RepositoryRow,
    service: string,
  ): Promise<Answer> {
    const child = spawnGit(
      this.#forge.git.directory(repository.id),
      [
        service.slice('git-'.length),
        '--stateless-rpc',
        '--advertise-refs',
        this.#forge.git.directory(repository.id),
      ],
      { environment: protocolOf(request) },
    );
    child.stdin.end();
    child.stderr.resume();
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout) chunks.push(chunk);
    return {
      status: 200,
      headers: {
        'content-type': `application/x-${service}-advertisement`,
        'cache-control': 'no-cache',
      },
      bytes: Buffer.concat([
        packetLine(`# service=${service}\n`),
        flushPacket,
        ...chunks,
      ]),
    };
  }

  async #receive(
    request: http.IncomingMessage,
    repository: RepositoryRow,
    caller: Caller,
  ): Promise<Answer> {
    try {
      return {
        status: 200,
        headers: {
          'content-type': 'application/x-git-receive-pack-result',
          'cache-control': 'no-cache',
        },
        bytes: await this.#receivePack.take({
          repository,
          caller,
          body: decodedBody(request),
          environment: protocolOf(request),
        }),
      };
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      return plain(error.status, error.message);
    }
  }

  /** A fetch is streamed: packs may be large. */
  async #upload(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    repository: RepositoryRow,
  ): Promise<Answer> {
    const directory = this.#forge.git.directory(repository.id);
    const child = spawnGit(
      directory,
      ['upload-pack', '--stateless-rpc', directory],
      { environment: protocolOf(request) },
    );
    child.stderr.resume();
    child.stdin.on('error', () => {});
    response.on('close', () => child.kill());
    decodedBody(request)
      .on('error', () => child.kill())
      .pipe(child.stdin);
    response.writeHead(200, {
      'content-type': 'application/x-git-upload-pack-result',
      'cache-control': 'no-cache',
    });
    try {
      await pipeline(child.stdout, response);
    } catch {
      child.kill();
    }
    return { status: 200 };
  }
}

function protocolOf(request: http.IncomingMessage): Record<string, string> {
  const protocol = request.headers['git-protocol'];
  return typeof protocol === 'string' && /^[\w=:.-]{1,100}$/.test(protocol)
    ? { GIT_PROTOCOL: protocol }
    : {};
}

function plain(status: number, text: string): Answer {
  return {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...(status === 401 ? { 'www-authenticate': 'Basic realm="forge"' } : {}),
    },
    bytes: Buffer.from(`${text}\n`),
  };
}

function refusalAnswer(error: unknown): Answer {
  // A path that is not properly encoded names nothing.
  if (error instanceof URIError) return plain(404, 'Repository not found.');
  if (!(error instanceof ForgeError)) throw error;
  if (error.status === 401) return plain(401, 'Invalid username or token.');
  return error.status === 404
    ? plain(404, 'Repository not found.')
    : plain(403, `Write access to repository not granted. ${error.message}`);
}
