/** The backend killed (SIGKILL) at every external write of a create: started again, it ends in one of each. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startPortal, TestPortal } from './portal';

const role = 'guest-service-developer';

interface LoggedRequest {
  method: string;
  path: string;
  route: string;
  operation?: string;
}
interface Task {
  status: string;
  output?: { links?: { url: string }[] };
}

describe('a backend that is killed while it makes a service', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startPortal([]);
  });
  afterAll(async () => {
    await portal?.stop();
  });

  const call = <T>(method: string, path: string, body?: unknown) => portal.call<T>(role, method, path, body);
  async function until<T>(what: string, look: () => Promise<T | undefined>, seconds: number, pause: number): Promise<T> {
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(pause)) {
      const found = await look();
      if (found !== undefined) return found;
    }
    throw new Error(`No ${what} within ${seconds} s.\n${(await portal.log('portal')).slice(-4000)}`);
  }
  const templateIsThere = () =>
    until(
      'template',
      () => call<object>('GET', '/catalog/entities/by-name/template/default/service').catch(() => undefined),
      60,
      300,
    );

  it.each<[string, string, (request: LoggedRequest) => boolean]>([
    ['the repository', 'alpha', ({ method, route }) => method === 'POST' && route === '/orgs/{org}/repos'],
    ['the push is announced', 'bravo', ({ method, path }) => method === 'GET' && path.includes('bravo') && path.includes('info/refs')],
    ['the push', 'delta', ({ method, path }) => method === 'POST' && path.includes('delta') && path.includes('git-receive-pack')],
    ['the pull requests', 'gamma', ({ operation }) => operation?.startsWith('mutation') ?? false],
  ])('killed after %s, goes on by itself', async (_, name, isWrite) => {
    await templateIsThere();
    await portal.controls('PUT', '/latency', { milliseconds: 150 });
    await portal.controls('DELETE', '/requests');
    const { id } = await call<{ id: string }>('POST', '/scaffolder/v2/tasks', {
      templateRef: 'template:default/service',
      values: {
        answers: {
          name, owner: 'group:default/payments', environments: ['dev'], size: 'small', database: 'none', exposure: 'internal',
        },
      },
    });
    await until(
      'write',
      async () => (await portal.controls<{ requests: LoggedRequest[] }>('GET', '/requests')).requests.find(isWrite),
      30,
      10,
    );
    await portal.crash();
    await portal.resume();
    const task = await until(
      'end of the task',
      async () => {
        const found = await call<Task>('GET', `/scaffolder/v2/tasks/${id}`);
        return ['open', 'processing'].includes(found.status) ? undefined : found;
      },
      90,
      500,
    );
    expect(task.status).toBe('completed');
    await expectExactlyOne(name);
  });

  async function expectExactlyOne(name: string) {
    const repositories = await portal.forge<{ name: string }[]>('/orgs/connectly/repos?per_page=100');
    expect(repositories.filter(item => item.name.includes(name)).map(item => item.name)).toEqual([name]);
    const branches = await portal.forge<{ name: string }[]>(`/repos/connectly/${name}/branches`);
    expect(branches.map(item => item.name).sort()).toEqual(['main', 'provision']);
    const commits = await portal.forge<unknown[]>(`/repos/connectly/${name}/commits?sha=provision`);
    expect(commits).toHaveLength(2);
    const provision = await portal.forge<{ head: { ref: string } }[]>(`/repos/connectly/${name}/pulls?state=all`);
    expect(provision.map(item => item.head.ref)).toEqual(['provision']);
    const registrations = await portal.forge<{ head: { ref: string } }[]>('/repos/connectly/platform/pulls?state=all&per_page=100');
    expect(registrations.filter(item => item.head.ref === `register/${name}`)).toHaveLength(1);
  }
});
