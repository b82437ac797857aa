import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Seed } from '../forge/Seed';
import { RunningForge, startForge } from '../startForge';

/** Tokens of the people in {@link testSeed}. */
export const tokens = {
  /** Site administrator and owner of the organisation. */
  admin: 'ghp_admin',
  /** Member of the team payments. */
  mina: 'ghp_mina',
  /** Member of the team platform. */
  jun: 'ghp_jun',
  /** In no organisation. */
  stranger: 'ghp_stranger',
  bot: 'ghp_bot',
};

export const testSeed: Seed = {
  users: [
    {
      login: 'admin',
      name: 'Ada Admin',
      email: 'ada@forge.test',
      isSiteAdmin: true,
      tokens: [tokens.admin],
    },
    {
      login: 'mina',
      name: 'Mina Kim',
      email: 'mina@forge.test',
      tokens: [tokens.mina],
    },
    {
      login: 'jun',
      name: 'Jun Park',
      email: 'jun@forge.test',
      tokens: [tokens.jun],
    },
    { login: 'stranger', tokens: [tokens.stranger] },
    { login: 'portal-bot', isBot: true, tokens: [tokens.bot] },
  ],
  organizations: [
    {
      login: 'acme',
      name: 'Acme',
      description: 'An organisation',
      basePermission: 'none',
      owners: ['admin'],
      members: ['portal-bot'],
      teams: [
        { name: 'Engineering', description: 'Everybody' },
        {
          name: 'Platform',
          parent: 'engineering',
          members: [{ login: 'jun', role: 'maintainer' }],
        },
        { name: 'Payments', parent: 'engineering', members: ['mina'] },
      ],
    },
  ],
};

/** An answer of the forge with its body read. */
export interface Answered {
  status: number;
  headers: Headers;
  // The body is checked against GitHub's description, not by the compiler.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  text: string;
}

export interface Asking {
  token?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Sees each REST exchange; the tests of the routes check them all. */
export type Observer = (exchange: {
  method: string;
  path: string;
  answered: Answered;
}) => void;

/** A forge in a directory of its own, with a client. */
export class TestForge {
  readonly running: RunningForge;
  readonly directory: string;
  readonly #observe: Observer;

  private constructor(
    running: RunningForge,
    directory: string,
    observe: Observer,
  ) {
    this.running = running;
    this.directory = directory;
    this.#observe = observe;
  }

  static async start(
    options: { seed?: Seed; observe?: Observer } = {},
  ): Promise<TestForge> {
    const directory = await mkdtemp(join(tmpdir(), 'forge-test-'));
    const running = await startForge({
      dataDirectory: directory,
      seed: options.seed ?? testSeed,
    });
    return new TestForge(running, directory, options.observe ?? (() => {}));
  }

  async stop(): Promise<void> {
    await this.running.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** A REST request; the site administrator's unless told otherwise. */
  async rest(
    method: string,
    path: string,
    asking: Asking = {},
  ): Promise<Answered> {
    const answered = await this.send(
      `${this.running.httpUrl}/api/v3${path}`,
      method,
      asking,
    );
    this.#observe({ method, path, answered });
    return answered;
  }

  async graphql(
    query: string,
    variables: Record<string, unknown> = {},
    asking: Asking = {},
  ): Promise<Answered> {
    return this.send(`${this.running.httpUrl}/api/graphql`, 'POST', {
      ...asking,
      body: { query, variables },
    });
  }

  async send(
    url: string,
    method: string,
    asking: Asking = {},
  ): Promise<Answered> {
    const token = 'token' in asking ? asking.token : tokens.admin;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        ...(token ? { authorization: `token ${token}` } : {}),
        ...asking.headers,
      },
      ...(asking.body === undefined
        ? {}
        : {
            body:
              typeof asking.body === 'string'
                ? asking.body
                : JSON.stringify(asking.body),
          }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text ? JSON.parse(text) : undefined,
    };
  }

  /** Makes acme/NAME with a README; returns its head. */
  async repository(
    name: string,
    body: Record<string, unknown> = {},
  ): Promise<string> {
    await this.rest('POST', '/orgs/acme/repos', {
      body: { name, auto_init: true, private: true, ...body },
    });
    return this.head(name, 'main');
  }

  async head(name: string, branch: string): Promise<string> {
    const { body } = await this.rest(
      'GET',
      `/repos/acme/${name}/git/ref/heads/${branch}`,
    );
    return body?.object?.sha;
  }

  /** Writes one file on a branch, which is made from main when it is not there. */
  async write(
    name: string,
    branch: string,
    path: string,
    text: string,
  ): Promise<string> {
    if (!(await this.head(name, branch))) {
      await this.rest('POST', `/repos/acme/${name}/git/refs`, {
        body: {
          ref: `refs/heads/${branch}`,
          sha: await this.head(name, 'main'),
        },
      });
    }
    const known = await this.rest(
      'GET',
      `/repos/acme/${name}/contents/${path}?ref=${branch}`,
    );
    const { body } = await this.rest(
      'PUT',
      `/repos/acme/${name}/contents/${path}`,
      {
        body: {
          message: `Write ${path}`,
          content: Buffer.from(text).toString('base64'),
          branch,
          ...(known.status === 200 ? { sha: known.body.sha } : {}),
        },
      },
    );
    return body.commit.sha;
  }

  /** Opens a pull request that adds one file; returns its number. */
  async pullRequest(
    name: string,
    branch: string,
    token: string = tokens.admin,
  ): Promise<number> {
    await this.write(name, branch, `${branch}.txt`, `${branch}\n`);
    const { body } = await this.rest('POST', `/repos/acme/${name}/pulls`, {
      token,
      body: {
        title: `Add ${branch}`,
        head: branch,
        base: 'main',
        body: 'Why not',
      },
    });
    return body.number;
  }
}
