import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import handbookPlugin from '@connectly/plugin-handbook-backend';
import { BenchmarkContext, figureOf } from '../figure';
import { secondsOf } from '../stopwatch';
import { startManyRepositories } from '../sweep/manyRepositories';
import { startSweepBackend } from '../sweep/sweepBackend';
import { repositoriesSide, stockSide } from '../sweep/sides';

const count = 5_000;

/**
 * The handbook's comparison of 5,000 repositories of which none has changed, after the reader's sweep. The peer is what Backstage's
 * GitHub entity provider writes into the catalog over the same repositories.
 */
export async function handbookSweepBenchmark(context: BenchmarkContext): Promise<void> {
  context.progress(`Making ${count} repositories.`);
  const world = await startManyRepositories(count);
  const { features, config } = repositoriesSide(world);
  const ours = await startSweepBackend([...features, handbookPlugin, catalogServiceMock.factory({ entities: [] })], config, 7304);
  const stock = stockSide(world);
  const peer = await startSweepBackend(stock.features, stock.config, 7305);
  const measure = async (side: typeof ours, pluginId: string, ...tasks: RegExp[]) => {
    const before = await side.rowsWritten(pluginId);
    const seconds = await secondsOf(async () => {
      for (const task of tasks) await side.runTask(task);
    });
    return { seconds, rows: (await side.rowsWritten(pluginId)) - before };
  };
  const turn = async () => ({
    ours: await measure(ours, 'handbook', /^repositories-sweep/, /^handbook-reconcile/),
    peer: await measure(peer, 'catalog', /github-provider/),
  });
  try {
    const first = await turn();
    if (first.ours.rows < count) throw new Error(`The handbook kept ${first.ours.rows} rows of ${count} repositories.`);
    context.progress(`first: ours ${first.ours.seconds.toFixed(1)} s, ${first.ours.rows} rows; peer ${first.peer.seconds.toFixed(1)} s, ${first.peer.rows} rows`);
    const pairs: (typeof first)[] = [];
    for (let pair = 1; pair <= context.pairs; pair += 1) {
      const pairOf = await turn();
      context.progress(`unchanged ${pair}: ours ${pairOf.ours.seconds.toFixed(1)} s, ${pairOf.ours.rows} rows; peer ${pairOf.peer.rows} rows`);
      pairs.push(pairOf);
    }
    context.report(figureOf('handbook-sweep.rows_written', 'rows', pairs.map(pair => ({ ours: pair.ours.rows, peer: pair.peer.rows }))));
    context.report(figureOf('handbook-sweep.seconds', 'seconds', pairs.map(pair => ({ ours: pair.ours.seconds, peer: pair.peer.seconds }))));
  } finally {
    for (const side of [ours, peer]) await side.stop();
    await world.close();
  }
}
