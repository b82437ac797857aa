import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { EventParams } from '@backstage/plugin-events-node';
import { handbookChangedTopic } from '@connectly/plugin-handbook-common';
import { forgetWhatIsGone } from './forgetWhatIsGone';

let elapsed: (() => void)[] = [];
jest.mock('node:timers/promises', () => ({
  setTimeout: () => new Promise<void>(resolve => elapsed.push(resolve)),
}));

/** Lets every pause end, and what comes after it begin. */
async function pass() {
  const over = elapsed;
  elapsed = [];
  over.forEach(end => end());
  await new Promise(resolve => setImmediate(resolve));
}

describe('an index with documents that are gone', () => {
  beforeEach(() => (elapsed = []));

  async function start() {
    let tell: ((event: EventParams) => Promise<void>) | undefined;
    const triggerTask = jest.fn();
    const logger = mockServices.logger.mock();
    await forgetWhatIsGone({
      events: mockServices.events.mock({
        subscribe: async ({ onEvent }) => {
          tell = onEvent;
        },
      }),
      scheduler: mockServices.scheduler.mock({ triggerTask }),
      logger,
    });
    const change = (removed?: boolean) =>
      tell!({ topic: handbookChangedTopic, eventPayload: { repositories: ['connectly/a'], removed } });
    return { triggerTask, logger, change };
  }

  it('is made anew once for all that go together, and not for a change', async () => {
    const { triggerTask, change } = await start();
    await change();
    await pass();
    expect(triggerTask).not.toHaveBeenCalled();
    await change(true);
    await change(true);
    await pass();
    expect(triggerTask.mock.calls).toEqual([['search_index_handbook']]);
    await change(true);
    await pass();
    expect(triggerTask).toHaveBeenCalledTimes(2);
  });

  it('is made anew after the one that is being made, which may know of them', async () => {
    const { triggerTask, logger, change } = await start();
    triggerTask.mockRejectedValueOnce(new ConflictError('it runs')).mockRejectedValueOnce(new ConflictError('it runs'));
    await change(true);
    await pass();
    await pass();
    await pass();
    await pass();
    expect(triggerTask).toHaveBeenCalledTimes(3);
    expect(logger.warn).not.toHaveBeenCalled();
    triggerTask.mockRejectedValueOnce(new Error('the database is away'));
    await change(true);
    await pass();
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
