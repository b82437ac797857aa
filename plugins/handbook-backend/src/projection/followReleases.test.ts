import { mockServices } from '@backstage/backend-test-utils';
import { EventParams } from '@backstage/plugin-events-node';
import { handbookChangedTopic } from '@connectly/plugin-handbook-common';
import { repositoriesChangedTopic } from '@connectly/plugin-repositories-common';
import { followReleases } from './followReleases';

describe('followReleases', () => {
  async function start(look: () => Promise<void>) {
    let onEvent: (event: EventParams) => Promise<void> = async () => {};
    const logger = mockServices.logger.mock();
    await followReleases({
      events: mockServices.events.mock({ subscribe: async options => void (onEvent = options.onEvent) }),
      logger,
      look,
    });
    const tag = (change: object = {}) =>
      onEvent({ topic: repositoriesChangedTopic, eventPayload: { central: true, ref: 'refs/tags/rds/v1.0.0', ...change } });
    const documents = () => onEvent({ topic: handbookChangedTopic, eventPayload: { repositories: ['org/orders'] } });
    const settle = () => new Promise(resolve => setTimeout(resolve, 10));
    return { tag, documents, settle, logger };
  }

  it('looks when a release of the central repository comes or goes and when documents change, and at nothing else', async () => {
    const look = jest.fn(async () => {});
    const { tag, documents, settle } = await start(look);
    await tag({ central: false });
    await tag({ ref: 'refs/heads/main' });
    await settle();
    expect(look).not.toHaveBeenCalled();
    await tag();
    await settle();
    await documents();
    await settle();
    expect(look).toHaveBeenCalledTimes(2);
  });

  it('looks once for many at a time, once more for what comes meanwhile, and again after a failure', async () => {
    const ends: (() => void)[] = [];
    const look = jest.fn(() => new Promise<void>(resolve => ends.push(resolve)));
    const { tag, settle, logger } = await start(look);
    for (let turn = 0; turn < 100; turn++) await tag();
    await settle();
    for (let turn = 0; turn < 100; turn++) await tag();
    expect(look).toHaveBeenCalledTimes(1);
    ends[0]();
    await settle();
    expect(look).toHaveBeenCalledTimes(2);
    ends[1]();
    look.mockRejectedValueOnce(new Error('down'));
    await tag();
    await settle();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    await tag();
    await settle();
    expect(look).toHaveBeenCalledTimes(4);
  });
});
