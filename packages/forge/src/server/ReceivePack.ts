import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ForgeError } from '../errors';
import { Caller } from '../forge/Caller';
import type { Forge } from '../forge/Forge';
import { parsePushCommands, PushCommand } from '../git/packetLine';
import { spawnGit } from '../git/runGit';
import { RepositoryRow } from '../store/RepositoryStore';

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

/** A push: who sends it, where, and the client's wishes for git itself. */
export interface Push {
  repository: RepositoryRow;
  caller: Caller;
  body: Readable;
  environment: Record<string, string>;
}

/**
 * Takes pushes with the real `git receive-pack`.
 *
 * A push goes to a file first: only then does it hold the repository, so a
 * client that stalls in the middle keeps nobody else waiting, and git sees
 * either a whole push or none.
 */
export class ReceivePack {
  readonly #forge: Forge;
  readonly #scratch: string;
  readonly #hooks: string;

  private constructor(forge: Forge, dataDirectory: string) {
    this.#forge = forge;
    this.#scratch = join(dataDirectory, 'incoming');
    this.#hooks = join(dataDirectory, 'hooks');
  }

  static async create(
    forge: Forge,
    dataDirectory: string,
  ): Promise<ReceivePack> {
    const receivePack = new ReceivePack(forge, dataDirectory);
    await rm(receivePack.#scratch, { recursive: true, force: true });
    await mkdir(receivePack.#scratch, { recursive: true });
    await mkdir(receivePack.#hooks, { recursive: true });
    const hook = join(receivePack.#hooks, 'update');
    await writeFile(hook, updateHook);
    await chmod(hook, 0o755);
    return receivePack;
  }

  /**
   * @returns git's report for the client
   * @throws ForgeError 400 when the push breaks off or is not one
   */
  async take(push: Push): Promise<Buffer> {
    const spool = join(this.#scratch, randomUUID());
    try {
      const commands = await spoolPush(push.body, spool);
      return await this.#forge.references.receive(
        push.repository,
        push.caller.account,
        started =>
          this.#run(push, spool, this.#restrictions(push, commands), started),
      );
    } finally {
      await rm(spool, { force: true });
    }
  }

  /** What git is to refuse of a push, and whether branches may only go forward. */
  #restrictions(
    { repository, caller }: Push,
    commands: readonly PushCommand[],
  ) {
    const { protection, repositoryStore } = this.#forge;
    const refused: string[] = [];
    let isForwardOnly = false;
    for (const command of commands) {
      const { name } = command;
      const before = repositoryStore.reference(repository.id, name);
      const update = { ...command, before: before ?? command.before };
      const reason = name.startsWith('refs/forge/')
        ? 'This namespace belongs to the forge.'
        : protection.refusal(caller, repository, update);
      if (reason) refused.push(`${name}\t${reason}`);
      isForwardOnly ||= protection.refusesForce(caller, repository, update);
    }
    return { refused, isForwardOnly };
  }

  async #run(
    { repository, environment }: Push,
    spool: string,
    {
      refused,
      isForwardOnly,
    }: { refused: readonly string[]; isForwardOnly: boolean },
    started: (process: number) => void,
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
      { environment: { ...environment, FORGE_REFUSED: refused.join('\n') } },
    );
    if (child.pid !== undefined) started(child.pid);
    child.stdin.on('error', () => {});
    child.stderr.resume();
    createReadStream(spool).pipe(child.stdin);
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout) chunks.push(chunk);
    return Buffer.concat(chunks);
  }
}

async function spoolPush(
  body: Readable,
  spool: string,
): Promise<PushCommand[]> {
  try {
    await pipeline(body, createWriteStream(spool));
    const start = await readStart(spool);
    // git asks with nothing but a flush whether it may push at all.
    return start.toString('latin1', 0, 4) === '0000'
      ? []
      : parsePushCommands(start).commands;
  } catch (error) {
    throw ForgeError.badRequest(
      `The push could not be read: ${(error as Error).message}`,
    );
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
