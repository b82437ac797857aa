/** The programs that a start leaves running, as the operating system sees them. */
import { ChildProcess, execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

interface Row {
  pid: number;
  parent: number;
  /** Resident set, in KiB. */
  resident: number;
  command: string;
}

async function processTable(): Promise<Row[]> {
  const { stdout } = await execFileAsync('ps', ['-A', '-o', 'pid=,ppid=,rss=,args='], { maxBuffer: 16 * 1024 * 1024 });
  return stdout.split('\n').flatMap(line => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    if (!match) return [];
    return [{ pid: Number(match[1]), parent: Number(match[2]), resident: Number(match[3]), command: match[4] }];
  });
}

/**
 * Resident set, in MiB, of the process at or below `root` whose command line has `text`.
 * @throws Error when there is none
 */
export async function residentMegabytes(root: number, text: string): Promise<number> {
  const table = await processTable();
  const family = new Set([root]);
  // parents come before children only by luck, so until nothing is added
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const row of table) if (family.has(row.parent)) family.add(row.pid);
  }
  const found = table.find(row => family.has(row.pid) && row.command.includes(text));
  if (!found) throw new Error(`No process with ${text} runs below ${root}.`);
  return found.resident / 1024;
}

/** Waits until an address answers well. */
export async function untilAnswered(url: string, child: ChildProcess, seconds: number): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The program ended with ${child.exitCode} before ${url} answered.`);
    const answered = await fetch(url, { signal: AbortSignal.timeout(3000) }).then(
      response => response.ok,
      () => false,
    );
    if (answered) return;
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  throw new Error(`${url} did not answer within ${seconds} seconds.`);
}

/** Asks a program to end and waits until it has. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise(resolve => child.once('close', resolve));
  child.kill('SIGTERM');
  await ended;
}
