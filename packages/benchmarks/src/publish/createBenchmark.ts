import { publishService } from '@connectly/plugin-platform-node';
import { BenchmarkContext, figureOf } from '../figure';
import { secondsOf } from '../stopwatch';
import { expectPublished } from './expectPublished';
import { PublishingWorld, ServiceToPublish, startPublishingWorld } from './publishingWorld';
import { StockPublisher } from './StockPublisher';

interface Measurement {
  seconds: number;
  requests: number;
}

async function measure(
  world: PublishingWorld,
  service: ServiceToPublish,
  publish: () => Promise<unknown>,
): Promise<Measurement> {
  world.forge.controls.log.reset();
  const seconds = await secondsOf(publish);
  const requests = world.forge.controls.log.count();
  await expectPublished(world, service);
  return { seconds, requests };
}

/**
 * One service from rendered files to its three results, at an answering time of 0 and of 50 ms a request. Sides take
 * turns on one forge, so both meet the same state, and one unmeasured turn loads each side's code first.
 */
export async function createBenchmark(context: BenchmarkContext): Promise<void> {
  const world = await startPublishingWorld(context.checkout);
  try {
    const stock = StockPublisher.create(world);
    const publishOurs = (name: string) =>
      world.service(name).then(service =>
        measure(world, service, () =>
          publishService({
            ...service,
            settings: world.settings,
            access: world.access,
            requester: 'user:default/jiwoo',
            creationKey: 'a key of the benchmark',
          }),
        ),
      );
    const publishStock = (name: string) =>
      world.service(name).then(service => measure(world, service, () => stock.publish(service)));
    await publishOurs('warm-ours');
    await publishStock('warm-stock');
    for (const latency of [0, 50]) {
      world.forge.controls.latencyMilliseconds = latency;
      const pairs: { ours: Measurement; peer: Measurement }[] = [];
      for (let pair = 1; pair <= context.pairs; pair += 1) {
        const ours = await publishOurs(`ours-${latency}-${pair}`);
        const peer = await publishStock(`stock-${latency}-${pair}`);
        context.progress(
          `${latency} ms, pair ${pair}: ours ${ours.requests} requests in ${ours.seconds.toFixed(2)} s, ` +
            `stock ${peer.requests} in ${peer.seconds.toFixed(2)} s`,
        );
        pairs.push({ ours, peer });
      }
      const of = (key: keyof Measurement) => pairs.map(({ ours, peer }) => ({ ours: ours[key], peer: peer[key] }));
      if (latency === 0) context.report(figureOf('create.requests', 'requests', of('requests')));
      context.report(figureOf(`create.seconds@${latency}ms`, 'seconds', of('seconds')));
    }
  } finally {
    await world.close();
  }
}
