/**
 * Creates that do not go undisturbed: the backend killed (SIGKILL) at every external write, which ends in one of each once it is
 * started again, and two people who want the same name.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startPortal, TestPortal } from './portal';

const developer = 'guest-service-developer';
const engineer = 'guest-platform-engineer';

interface LoggedRequest {
  method: string;
  path: string;
  route: string;
  operation?: string;
}
interface TaskEvent {
  type: string;
  body: { error?: { message: string } };
}
interface Task {
  status: string;
  output?: { links?: { url: string }[] };
}

describe('a service that is made', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startPortal([]);
  });
  afterAll(async () => {
    await portal?.stop();
  });

  const call = <T>(method: string, path: string, body?: unknown) => portal.call<T>(developer, method, path, body);
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

  async function create(role: string, name: string, team: string): Promise<string> {
    const answers = { name, owner: `group:default/${team}`, environments: ['dev'], size: 'small', database: 'none', exposure: 'internal' };
    const { id } = await portal.call<{ id: string }>(role, 'POST', '/scaffolder/v2/tasks', { templateRef: 'template:default/service', values: { answers } });
    return id;
  }
  const ended = (id: string) =>
    until(
      'end of the task',
      async () => {
        const found = await portal.call<Task>(engineer, 'GET', `/scaffolder/v2/tasks/${id}`);
        return ['open', 'processing'].includes(found.status) ? undefined : found;
      },
      90,
      500,
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
    const id = await create(developer, name, 'payments');
    await until(
      'write',
      async () => (await portal.controls<{ requests: LoggedRequest[] }>('GET', '/requests')).requests.find(isWrite),
      30,
      10,
    );
    await portal.crash();
    await portal.resume();
    const task = await ended(id);
    expect(task.status).toBe('completed');
    await expectExactlyOne(name);
  });

  it('is whose create came first, when two people want one name; the other reads why', async () => {
    await templateIsThere();
    await portal.controls('PUT', '/latency', { milliseconds: 150 });
    const ids = await Promise.all([create(developer, 'epsilon', 'payments'), create(engineer, 'epsilon', 'platform')]);
    const tasks = await Promise.all(ids.map(ended));
    expect(tasks.map(task => task.status).sort()).toEqual(['completed', 'failed']);
    const lost = ids[tasks.findIndex(task => task.status === 'failed')];
    const events = await portal.call<TaskEvent[]>(engineer, 'GET', `/scaffolder/v2/tasks/${lost}/events`);
    const reason = events.find(event => event.type === 'completion')?.body.error?.message;
    expect(reason).toMatch(/PLT-\d{3}.*epsilon/s);
    await expectExactlyOne('epsilon');
    const winner = ['payments', 'platform'][tasks.findIndex(task => task.status === 'completed')];
    const { content } = await portal.forge<{ content: string }>('/repos/connectly/epsilon/contents/catalog-info.yaml');
    expect(Buffer.from(content, 'base64').toString()).toContain(`group:default/${winner}`);
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
