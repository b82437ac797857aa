import { ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BenchmarkContext, figureOf } from '../figure';
import { secondsOf } from '../stopwatch';
import { writeBareBackend } from './bareBackend';
import { coldStarts } from './coldStart';
import { end, residentMegabytes, untilAnswered } from './processes';

const ports = { portal: 7300, forge: 7301, bare: 7302 };
const readiness = (port: number) => `http://localhost:${port}/.backstage/health/v1/readiness`;
/** Time after readiness in which the first tasks run, before memory is read. */
const settling = 10_000;

interface Start {
  seconds: number;
  megabytes: number;
}

async function measure(
  begin: () => ChildProcess,
  port: number,
  program: string,
  patience: number,
): Promise<Start> {
  let child: ChildProcess | undefined;
  try {
    const seconds = await secondsOf(async () => {
      child = begin();
      await untilAnswered(readiness(port), child, patience);
    });
    await sleep(settling);
    return { seconds, megabytes: await residentMegabytes(child!.pid as number, program) };
  } finally {
    if (child) await end(child);
  }
}

/**
 * From the command to the portal's readiness, and what its process then holds in memory. Ours is the whole of
 * `script/start`: checks, the forge, the portal. The peer is a bare backend alone, see `bareBackend.ts`.
 */
export async function startBenchmark(context: BenchmarkContext): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-start-'));
  const bareDirectory = join(context.checkout, '.portal', 'bench-bare');
  try {
    const ours = () =>
      spawn(join(context.checkout, 'script/start'), ['--port', String(ports.portal)], {
        env: { ...process.env, PORTAL_STATE: join(directory, 'state'), PORTAL_FORGE_PORT: String(ports.forge) },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    const bare = await writeBareBackend(bareDirectory, ports.bare);
    const peer = () =>
      spawn(process.execPath, bare.args, {
        cwd: bare.directory,
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
    const measureOurs = () => measure(ours, ports.portal, 'packages/backend', 1200);
    const measurePeer = () => measure(peer, ports.bare, 'index.cjs', 300);
    context.progress('The first start builds and seeds, and is not measured.');
    await measureOurs();
    await measurePeer();
    const pairs: { ours: Start; peer: Start }[] = [];
    for (let pair = 1; pair <= context.pairs; pair += 1) {
      const measured = { ours: await measureOurs(), peer: await measurePeer() };
      const text = (start: Start) => `${start.seconds.toFixed(1)} s, ${start.megabytes.toFixed(0)} MiB`;
      context.progress(`pair ${pair}: ours ${text(measured.ours)}; bare ${text(measured.peer)}`);
      pairs.push(measured);
    }
    const of = (key: keyof Start) => pairs.map(pair => ({ ours: pair.ours[key], peer: pair.peer[key] }));
    context.report(figureOf('start.warm.seconds', 'seconds', of('seconds')));
    context.report(figureOf('start.memory.megabytes', 'MiB', of('megabytes')));
    if (context.cold) context.report(figureOf('start.cold.seconds', 'seconds', [await coldStarts(context, directory, ports)]));
  } finally {
    await rm(directory, { recursive: true, force: true });
    await rm(bareDirectory, { recursive: true, force: true });
  }
}
