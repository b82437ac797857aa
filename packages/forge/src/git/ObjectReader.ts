import { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawnGit } from './runGit';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

export interface GitObject {
  sha: string;
  type: ObjectType;
  size: number;
  /** Empty when only the header was asked for. */
  content: Buffer;
}

interface Waiting {
  command: 'contents' | 'info';
  resolve(object: GitObject | undefined): void;
  reject(error: Error): void;
}

const idleMilliseconds = 20_000;

/**
 * One `git cat-file --batch-command` that stays open for a repository, so that
 * reading an object costs a pipe round trip and not a process.
 *
 * Answers come in the order of the questions; a question is any revision
 * expression (`main:docs/index.md`). The process ends itself when idle.
 */
export class ObjectReader {
  readonly #gitDirectory: string;
  #child: ChildProcessWithoutNullStreams | undefined;
  #waiting: Waiting[] = [];
  #received: Buffer[] = [];
  #receivedLength = 0;
  #neededLength = 1;
  #idle: NodeJS.Timeout | undefined;

  constructor(gitDirectory: string) {
    this.#gitDirectory = gitDirectory;
  }

  read(expression: string): Promise<GitObject | undefined> {
    return this.#ask('contents', expression);
  }

  /** Type and size alone. */
  describe(expression: string): Promise<GitObject | undefined> {
    return this.#ask('info', expression);
  }

  close(): void {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = undefined;
    child?.stdin.end();
    child?.kill();
  }

  #ask(
    command: Waiting['command'],
    expression: string,
  ): Promise<GitObject | undefined> {
    // A line break would be a second question whose answer nobody awaits, and of a path that begins with ./ or ../ git dies.
    if (
      expression === '' ||
      /[\n\r\0]/.test(expression) ||
      /^[^:]*:\.{1,2}\//.test(expression)
    ) {
      return Promise.resolve(undefined);
    }
    return new Promise((resolve, reject) => {
      const child = this.#child ?? this.#start();
      clearTimeout(this.#idle);
      this.#waiting.push({ command, resolve, reject });
      child.stdin.write(`${command} ${expression}\n`);
    });
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = spawnGit(this.#gitDirectory, ['cat-file', '--batch-command']);
    this.#child = child;
    child.stdin.on('error', () => {});
    child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    child.stderr.resume();
    child.unref();
    const end = (error?: Error) => {
      if (this.#child === child) this.#child = undefined;
      const abandoned = this.#waiting;
      this.#waiting = [];
      this.#received = [];
      this.#receivedLength = 0;
      for (const waiting of abandoned) {
        waiting.reject(error ?? new Error('git cat-file ended unexpectedly'));
      }
    };
    child.on('error', end);
    child.on('close', () => end());
    return child;
  }

  #receive(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#receivedLength += chunk.length;
    if (this.#receivedLength < this.#neededLength) return;
    let buffer = Buffer.concat(this.#received);
    while (this.#waiting.length > 0) {
      const lineEnd = buffer.indexOf(10);
      if (lineEnd < 0) {
        this.#neededLength = 1;
        break;
      }
      const header = buffer.toString('utf8', 0, lineEnd);
      const match = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(
        header,
      );
      const { command, resolve } = this.#waiting[0];
      if (!match) {
        this.#waiting.shift();
        buffer = buffer.subarray(lineEnd + 1);
        resolve(undefined);
        continue;
      }
      const size = Number(match[3]);
      const end = command === 'contents' ? lineEnd + 1 + size + 1 : lineEnd + 1;
      if (buffer.length < end) {
        this.#neededLength = end;
        break;
      }
      this.#waiting.shift();
      const content =
        command === 'contents'
          ? Buffer.from(buffer.subarray(lineEnd + 1, lineEnd + 1 + size))
          : Buffer.alloc(0);
      buffer = buffer.subarray(end);
      this.#neededLength = 1;
      resolve({ sha: match[1], type: match[2] as ObjectType, size, content });
    }
    this.#received = buffer.length > 0 ? [buffer] : [];
    this.#receivedLength = buffer.length;
    if (this.#waiting.length === 0) {
      this.#idle = setTimeout(() => this.close(), idleMilliseconds);
      this.#idle.unref();
    }
  }
}
