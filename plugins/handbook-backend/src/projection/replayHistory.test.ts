import { setImmediate as turn } from 'node:timers/promises';
import { RepositoryHistory } from '@connectly/plugin-repositories-common';
import { replayHistory } from './replayHistory';

describe('replayHistory', () => {
  it('lets others have their turn between the documents of one commit', async () => {
    const files = Array.from({ length: 20 }, (_, number) => ({ path: `docs/guide-${number}.md`, content: `# Guide ${number}\n`, added: true }));
    const commits = [{ commit: 'a'.repeat(40), facts: {}, files }];
    let isRead = false;
    const replayed = replayHistory({ commits } as unknown as RepositoryHistory, {
      repository: 'connectly/platform',
      states: new Map(),
    }).finally(() => {
      isRead = true;
    });
    let turns = 0;
    for (; !isRead; turns += 1) await turn();
    expect(turns).toBeGreaterThanOrEqual(20);
    expect(await replayed).toHaveLength(20);
  });
});
