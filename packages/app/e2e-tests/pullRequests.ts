/** A service's repository as its pull requests tell of it: what is proposed, what is said there, and what Atlantis answers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { TestPortal } from './portal';

export interface Comment {
  body: string;
  user: { login: string };
}

/** How an apply ends, for better or worse. */
export const applyEnded = /Apply complete!|Apply Failed|Apply Error/;

/** Answers to the six questions of a new service. */
export interface Answers {
  name: string;
  owner: string;
  environments: string[];
  size: string;
  database: string;
  exposure: string;
}

/** Asks until there is an answer; without one in time, says so with the end of Atlantis's log. */
export async function until<T>(portal: TestPortal, what: string, look: () => Promise<T | undefined>, seconds: number): Promise<T> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(500)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  // a portal without Atlantis has no log of it
  const log = await portal.log('atlantis').catch(() => '');
  throw new Error(`No ${what} within ${seconds} s.\n${log.slice(-3000)}`);
}

/** Pull requests of one repository of the organisation. */
export class PullRequests {
  static of(portal: TestPortal, repository: string) {
    return new PullRequests(portal, repository);
  }

  private readonly base: string;

  private constructor(private readonly portal: TestPortal, repository: string) {
    this.base = `/repos/connectly/${repository}`;
  }

  readonly comments = (number: number) => this.portal.forge<Comment[]>(`${this.base}/issues/${number}/comments?per_page=100`);

  /** Waits for a comment of Atlantis that comes after the first `after` ones. */
  async atlantisSays(number: number, pattern: RegExp, { seconds = 300, after = 0 } = {}): Promise<string> {
    const comment = await until(
      this.portal,
      `comment ${pattern}`,
      async () =>
        (await this.comments(number)).slice(after).find(({ user, body }) => user.login === 'atlantis' && pattern.test(body)),
      seconds,
    );
    return comment.body;
  }

  /** State of each check on the last commit, by the check's name. */
  async checks(number: number): Promise<Record<string, string>> {
    const { head } = await this.portal.forge<{ head: { sha: string } }>(`${this.base}/pulls/${number}`);
    const { statuses } = await this.portal.forge<{ statuses: { context: string; state: string }[] }>(`${this.base}/commits/${head.sha}/status`);
    return Object.fromEntries(statuses.map(({ context, state }) => [context, state]));
  }

  /** Comments as somebody, and gives what Atlantis answers: it takes commands from nobody but the owning team. */
  async tellAtlantis(number: number, command: string, answer: RegExp, as: { token: string }, seconds = 300): Promise<string> {
    const { length } = await this.comments(number);
    await this.portal.forge(`${this.base}/issues/${number}/comments`, 'POST', { body: command }, as);
    return this.atlantisSays(number, answer, { seconds, after: length });
  }

  /** As the forge's administrator, who opens none of them. */
  async approve(number: number): Promise<void> {
    await this.portal.forge(`${this.base}/pulls/${number}/reviews`, 'POST', { event: 'APPROVE' });
  }

  /** As the forge's administrator. */
  async merge(number: number): Promise<void> {
    await this.portal.forge(`${this.base}/pulls/${number}/merge`, 'PUT', {});
  }

  /** Waits until Atlantis has let go of its plans too: until then whoever plans the same project is told that it is locked. */
  async mergeAndLetGo(number: number): Promise<void> {
    await this.merge(number);
    await this.atlantisSays(number, /Locks and plans deleted/);
  }

  /**
   * Writes files on a branch of its own and opens a pull request, as the portal does: Atlantis plans for teams and for machines.
   *
   * @param files - contents by path
   */
  async propose(branch: string, files: Record<string, string>): Promise<number> {
    const { object } = await this.portal.forge<{ object: { sha: string } }>(`${this.base}/git/ref/heads/main`);
    await this.portal.forge(`${this.base}/git/refs`, 'POST', { ref: `refs/heads/${branch}`, sha: object.sha }, 'portal');
    for (const [path, content] of Object.entries(files)) {
      const file = `${this.base}/contents/${path}`;
      // what is there already is overwritten by who says that they have seen it
      const seen = await this.portal.forge<{ sha: string }>(file).catch(() => undefined);
      const change = { branch, message: branch, content: Buffer.from(content).toString('base64'), sha: seen?.sha };
      await this.portal.forge(file, 'PUT', change, 'portal');
    }
    const pull = await this.portal.forge<{ number: number }>(
      `${this.base}/pulls`, 'POST', { title: branch, head: branch, base: 'main' }, 'portal',
    );
    return pull.number;
  }

  /** Number of the pull request that comes from a branch. */
  async from(branch: string): Promise<number> {
    const pulls = await this.portal.forge<{ number: number; head: { ref: string } }[]>(`${this.base}/pulls?per_page=100`);
    const found = pulls.find(({ head }) => head.ref === branch);
    if (!found) throw new Error(`No pull request of ${this.base} comes from ${branch}.`);
    return found.number;
  }
}

/** Makes a service as a developer does who has answered the form, and waits until it is there. */
export async function createService(portal: TestPortal, answers: Answers): Promise<void> {
  const developer = 'guest-service-developer';
  const task = { templateRef: 'template:default/service', values: { answers } };
  const { id } = await until(
    portal,
    'task',
    // the template may not be in the catalog yet
    () => portal.call<{ id: string }>(developer, 'POST', '/scaffolder/v2/tasks', task).catch(() => undefined),
    60,
  );
  const status = await until(
    portal,
    'end of the task',
    async () => {
      const found = await portal.call<{ status: string }>(developer, 'GET', `/scaffolder/v2/tasks/${id}`);
      return ['open', 'processing'].includes(found.status) ? undefined : found.status;
    },
    60,
  );
  if (status !== 'completed') {
    const events = await portal.call<{ body: { message: string } }[]>(developer, 'GET', `/scaffolder/v2/tasks/${id}/events`);
    throw new Error(`The task that makes ${answers.name} ended as ${status}:\n${events.map(({ body }) => body.message).join('\n')}`);
  }
}

/** Merges a service's registration, and waits until Atlantis runs with it. */
export async function mergeRegistration(portal: TestPortal, name: string): Promise<void> {
  const starts = async () => (await portal.log('atlantis')).match(/Atlantis started/g)?.length ?? 0;
  const before = await starts();
  const platform = PullRequests.of(portal, 'platform');
  const registration = await platform.from(`register/${name}`);
  await platform.approve(registration);
  await platform.merge(registration);
  // not before Atlantis is done with what it works on, the registration's own plans among it
  await until(portal, 'Atlantis with the registration', async () => (await starts()) > before || undefined, 600);
}
