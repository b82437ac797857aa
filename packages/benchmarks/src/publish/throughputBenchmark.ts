import { publishService } from '@connectly/plugin-platform-node';
import { BenchmarkContext, figureOf } from '../figure';
import { expectPublished } from './expectPublished';
import { PublishingWorld, ServiceToPublish, startPublishingWorld } from './publishingWorld';
import { SimulatedTime } from './SimulatedTime';
import { StockPublisher } from './StockPublisher';

const hour = 3_600_000;

interface Hour {
  published: number;
  failed: number;
}

type Publish = (world: PublishingWorld, time: SimulatedTime) => (service: ServiceToPublish) => Promise<unknown>;

/** What waits for the forge's limits waits in simulated time, exactly as long as the forge asked for. */
const publishOurs: Publish = (world, time) => service =>
  publishService({
    ...service,
    settings: world.settings,
    access: world.access,
    requester: 'user:default/jiwoo',
    creationKey: 'a key of the benchmark',
    wait: async seconds => time.skip(seconds * 1000),
  });

const publishStock: Publish = world => {
  const stock = StockPublisher.create(world);
  return service => stock.publish(service);
};

/**
 * One after another for an hour against a forge of its own. A failed service stays as it is, and the next one starts a
 * minute later: the window of the limit that is met first.
 */
async function measureHour(context: BenchmarkContext, side: string, publish: Publish): Promise<Hour> {
  const world = await startPublishingWorld(context.checkout);
  const time = SimulatedTime.install();
  try {
    const publishOne = publish(world, time);
    world.forge.controls.enforceLimits();
    const end = Date.now() + hour;
    const published: ServiceToPublish[] = [];
    let failed = 0;
    for (let number = 1; Date.now() < end; number += 1) {
      const service = await world.service(`${side}-${number}`);
      try {
        await publishOne(service);
        if (Date.now() < end) published.push(service);
      } catch (error) {
        failed += 1;
        context.progress(`${side}: ${service.answers.name} failed: ${(error as Error).message.slice(0, 160)}`);
        time.skip(60_000);
      }
      if (number % 25 === 0) context.progress(`${side}: ${published.length} published, ${failed} failed`);
    }
    world.forge.controls.limits.relax();
    for (const service of published) await expectPublished(world, service);
    context.progress(`${side}: ${published.length} published, ${failed} failed in the simulated hour`);
    return { published: published.length, failed };
  } finally {
    time.restore();
    await world.close();
  }
}

/**
 * Whole services in an hour for one token, with GitHub's limits enforced (500 content-creating requests an hour, 80 a
 * minute, 900 points a minute). A GraphQL mutation counts as one content-creating request, as a REST request does.
 *
 * @throws Error when one of ours fails
 */
export async function throughputBenchmark(context: BenchmarkContext): Promise<void> {
  const hours: { ours: Hour; peer: Hour }[] = [];
  for (let pair = 1; pair <= context.pairs; pair += 1) {
    hours.push({
      ours: await measureHour(context, 'ours', publishOurs),
      peer: await measureHour(context, 'stock', publishStock),
    });
  }
  const published = hours.map(({ ours, peer }) => ({ ours: ours.published, peer: peer.published }));
  context.report(figureOf('throughput.services_per_hour', 'services/hour', published, { moreIsBetter: true }));
  if (hours.some(({ ours }) => ours.failed > 0)) throw new Error('Services of ours failed under the limits.');
}
