import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { ForgeError } from '../errors';
import { Caller } from '../forge/Caller';
import type { Forge } from '../forge/Forge';
import { flushPacket, packetLine, parsePushCommands } from '../git/packetLine';
import { spawnGit } from '../git/runGit';
import { RepositoryRow } from '../store/RepositoryStore';
import { anonymousBudget, authenticate } from './authentication';
import { Answer, exchange, noAnswer, send } from './Exchange';
import { decodedBody } from './readBody';

const gitPath =
  /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** As much of a push as can hold its list of references. */
const commandBytes = 4 * 1024 * 1024;

/** Refuses the references that the forge named, with GitHub's words. */
const updateHook = `#!/bin/sh
printf '%s\\n' "$FORGE_REFUSED" | {
  while IFS='	' read -r reference reason; do
    if [ "$reference" = "$1" ]; then
      echo "error: GH006: Protected branch update failed for $1." >&2
      echo "error: $reason" >&2
      exit 1
    fi
  done
  exit 0
}
`;

/**
 * Git's smart HTTP protocol over the real git programs.
 *
 * A push is taken to a file first: only then does it hold the repository, so a
 * client that stalls in the middle keeps nobody else waiting, and git sees
 * either a whole push or none.
 */
export class SmartHttp {
  readonly #forge: Forge;
  readonly #scratch: string;
  readonly #hooks: string;

  private constructor(forge: Forge, dataDirectory: string) {
    this.#forge = forge;
    this.#scratch = join(dataDirectory, 'incoming');
    this.#hooks = join(dataDirectory, 'hooks');
  }

  static async create(forge: Forge, dataDirectory: string): Promise<SmartHttp> {
    const smartHttp = new SmartHttp(forge, dataDirectory);
    await rm(smartHttp.#scratch, { recursive: true, force: true });
    await mkdir(smartHttp.#scratch, { recursive: true });
    await mkdir(smartHttp.#hooks, { recursive: true });
    const hook = join(smartHttp.#hooks, 'update');
    await writeFile(hook, updateHook);
    await chmod(hook, 0o755);
    return smartHttp;
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

  async #receive(
    request: http.IncomingMessage,
    repository: RepositoryRow,
    caller: Caller,
  ): Promise<Answer> {
    const spool = join(this.#scratch, randomUUID());
    try {
      await pipeline(decodedBody(request), createWriteStream(spool));
      const start = await readStart(spool);
      // git asks with nothing but a flush whether it may push at all.
      const { commands } =
        start.toString('latin1', 0, 4) === '0000'
          ? { commands: [] }
          : parsePushCommands(start);
      const refused: string[] = [];
      let isForwardOnly = false;
      for (const command of commands) {
        const before = this.#forge.repositoryStore.reference(
          repository.id,
          command.name,
        );
        const update = { ...command, before: before ?? command.before };
        const reason = command.name.startsWith('refs/forge/')
          ? 'This namespace belongs to the forge.'
          : this.#forge.protection.refusal(caller, repository, update);
        if (reason) refused.push(`${command.name}\t${reason}`);
        isForwardOnly ||= this.#forge.protection.refusesForce(
          caller,
          repository,
          update,
        );
      }
      const output = await this.#forge.references.receive(
        repository,
        caller.account,
        () =>
          this.#runReceivePack(
            request,
            repository,
            spool,
            refused,
            isForwardOnly,
          ),
      );
      return {
        status: 200,
        headers: {
          'content-type': 'application/x-git-receive-pack-result',
          'cache-control': 'no-cache',
        },
        bytes: output,
      };
    } catch (error) {
      return plain(
        400,
        `The push could not be read: ${(error as Error).message}`,
      );
    } finally {
      await rm(spool, { force: true });
    }
  }

  async #runReceivePack(
    request: http.IncomingMessage,
    repository: RepositoryRow,
    spool: string,
    refused: readonly string[],
    isForwardOnly: boolean,
  ): Promise<Buffer> {
    const directory = this.#forge.git.directory(repository.id);
    const child = spawnGit(
      directory,
      [
        ...(refused.length > 0 ? ['-c', `core.hooksPath=${this.#hooks}`] : []),
        ...(isForwardOnly ? ['-c', 'receive.denyNonFastForwards=true'] : []),
        'receive-pack',
        '--stateless-rpc',
        directory,
      ],
      {
        environment: {
          ...protocolOf(request),
          FORGE_REFUSED: refused.join('\n'),
        },
      },
    );
    child.stdin.on('error', () => {});
    child.stderr.resume();
    createReadStream(spool).pipe(child.stdin);
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
}

async function readStart(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(commandBytes);
    const { bytesRead } = await handle.read(buffer, 0, commandBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
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
  if (!(error instanceof ForgeError)) throw error;
  if (error.status === 401) return plain(401, 'Invalid username or token.');
  return error.status === 404
    ? plain(404, 'Repository not found.')
    : plain(403, `Write access to repository not granted. ${error.message}`);
}
