import { BenchmarkContext, figureOf } from '../figure';
import { secondsOf } from '../stopwatch';
import { ManyRepositories, startManyRepositories } from './manyRepositories';
import { repositoriesSide, stockSide } from './sides';
import { startSweepBackend, SweepBackend } from './sweepBackend';

const count = 5_000;

interface Side {
  backend: SweepBackend;
  task: RegExp;
  pluginId: string;
}

async function startOurs(world: ManyRepositories): Promise<Side> {
  const { features, config } = repositoriesSide(world);
  return { backend: await startSweepBackend(features, config, 7304), task: /^repositories-sweep/, pluginId: 'repositories' };
}

async function startPeer(world: ManyRepositories): Promise<Side> {
  const { features, config } = stockSide(world);
  return { backend: await startSweepBackend(features, config, 7305), task: /github-provider/, pluginId: 'catalog' };
}

interface Sweep {
  seconds: number;
  requests: number;
  rows: number;
}

/** One sweep: the forge counts the requests to its API, the database the rows. */
async function measure(world: ManyRepositories, side: Side): Promise<Sweep> {
  world.forge.controls.log.reset();
  const before = await side.backend.rowsWritten(side.pluginId);
  const seconds = await secondsOf(() => side.backend.runTask(side.task));
  const requests = world.forge.controls.log.count(request => request.path.startsWith('/api/'));
  return { seconds, requests, rows: (await side.backend.rowsWritten(side.pluginId)) - before };
}

/**
 * A sweep over 5,000 repositories of which none has changed. The peer is Backstage's GitHub entity provider: it finds
 * repositories, too, but reads none of their files; the catalog does that later, one request a file.
 */
export async function sweepBenchmark(context: BenchmarkContext): Promise<void> {
  context.progress(`Making ${count} repositories.`);
  const world = await startManyRepositories(count);
  const sides: SweepBackend[] = [];
  try {
    const ours = await startOurs(world);
    sides.push(ours.backend);
    const peer = await startPeer(world);
    sides.push(peer.backend);
    context.progress('The first sweeps, which read everything.');
    for (const [name, side] of Object.entries({ ours, peer })) {
      const { seconds, requests, rows } = await measure(world, side);
      if (rows < count) throw new Error(`${name} kept ${rows} rows of ${count} repositories.`);
      context.progress(`first, ${name}: ${seconds.toFixed(1)} s, ${requests} requests, ${rows} rows`);
    }
    const pairs: { ours: Sweep; peer: Sweep }[] = [];
    for (let pair = 1; pair <= context.pairs; pair += 1) {
      const measured = { ours: await measure(world, ours), peer: await measure(world, peer) };
      for (const [name, { seconds, requests, rows }] of Object.entries(measured)) {
        context.progress(`unchanged ${pair}, ${name}: ${seconds.toFixed(1)} s, ${requests} requests, ${rows} rows`);
      }
      pairs.push(measured);
    }
    for (const [figure, unit, of] of [
      ['requests', 'requests', 'requests'],
      ['rows_written', 'rows', 'rows'],
      ['seconds', 'seconds', 'seconds'],
    ] as const) {
      context.report(
        figureOf(`sweep.${figure}`, unit, pairs.map(pair => ({ ours: pair.ours[of], peer: pair.peer[of] }))),
      );
    }
  } finally {
    for (const backend of sides) await backend.stop();
    await world.close();
  }
}
