import { execFileSync } from 'child_process';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';
import { mkdirSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';

const gitEnvironment = {
  ...process.env,
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
};

function git(directory: string, ...args: string[]): string {
  return execFileSync('git', args, {
    cwd: directory,
    env: gitEnvironment,
    encoding: 'utf8',
  }).trim();
}

/** Real repositories on disk, and a list of them in GitHub's GraphQL form that tests can count and break. */
export class TestOrganisation {
  readonly #server: Server;
  readonly #directory: string;
  readonly #pushes = new Map<string, number>();
  readonly #heads = new Map<string, string>();
  /** Requests for the list. */
  requests = 0;
  /** Names that the list leaves out, as if a permission were missing. */
  readonly hidden = new Set<string>();
  /** What the list says the default branch is, where that is not `main`. */
  readonly branches = new Map<string, string>();
  /** What the list says of each repository. */
  description: string | null = null;
  /** How many repositories a page of the list holds at most, whatever is asked for. */
  largestPage = 100;
  /** How many were asked for at last. */
  asked = 0;
  /** Status of every answer from now on. */
  status = 200;
  /** Makes the list claim more than it shows. */
  missing = 0;

  static async start(directory: string): Promise<TestOrganisation> {
    const organisation: TestOrganisation = new TestOrganisation(
      directory,
      createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', chunk => chunks.push(chunk));
        request.on('end', () => {
          organisation.requests++;
          response.writeHead(organisation.status, {
            'content-type': 'application/json',
          });
          const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
          organisation.asked = Number(/first: (\d+)/.exec(query)?.[1]);
          response.end(JSON.stringify(organisation.#list(variables.after)));
        });
      }),
    );
    await new Promise<void>(resolve =>
      organisation.#server.listen(0, '127.0.0.1', resolve),
    );
    return organisation;
  }

  private constructor(directory: string, server: Server) {
    this.#directory = directory;
    this.#server = server;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** The root configuration of a portal that reads this organisation. */
  config(): { [key: string]: any } {
    return {
      integrations: {
        github: [
          {
            host: this.host,
            apiBaseUrl: `http://${this.host}/api/v3`,
            token: 'secret-token',
          },
        ],
      },
      events: {
        modules: { github: { webhookSecret: 'webhook-secret' } },
        useEventBus: 'never',
      },
      repositories: {
        directory: join(this.#directory, 'mirrors'),
        providers: [
          {
            host: this.host,
            organisation: 'org',
            gitUrl: `file://${this.#directory}/git`,
          },
        ],
      },
    };
  }

  /** Adds a repository that nothing was pushed to. */
  create(name: string): void {
    const bare = join(this.#directory, 'git', 'org', `${name}.git`);
    const work = join(this.#directory, 'work', name);
    mkdirSync(bare, { recursive: true });
    git(bare, 'init', '--quiet', '--bare', '--initial-branch=main', '.');
    mkdirSync(work, { recursive: true });
    git(work, 'init', '--quiet', '--initial-branch=main', '.');
    git(work, 'remote', 'add', 'origin', bare);
    this.#pushes.set(name, 0);
  }

  /** Commits files (`undefined` deletes) to main and pushes, with tags; answers the commit. */
  push(
    name: string,
    files: Record<string, string | Buffer | undefined>,
    tags: string[] = [],
  ): string {
    const work = join(this.#directory, 'work', name);
    if (!this.#pushes.has(name)) {
      this.create(name);
    }
    for (const [path, content] of Object.entries(files)) {
      const file = join(work, path);
      mkdirSync(dirname(file), { recursive: true });
      if (content === undefined) {
        rmSync(file);
      } else {
        writeFileSync(file, content);
      }
    }
    git(work, 'add', '--all');
    git(work, 'commit', '--quiet', '--allow-empty', '--message', 'Change');
    for (const tag of tags) {
      git(work, 'tag', '--annotate', '--message', tag, tag);
    }
    git(work, 'push', '--quiet', '--force', 'origin', 'main', '--tags');
    this.#pushes.set(name, (this.#pushes.get(name) ?? 0) + 1);
    const head = git(work, 'rev-parse', 'HEAD');
    this.#heads.set(name, head);
    return head;
  }

  /** Adds many repositories that all hold the same commit. */
  copy(name: string, count: number): void {
    for (let index = 0; index < count; index++) {
      const copy = `${name}-copy-${index}`;
      git(
        join(this.#directory, 'git', 'org'),
        'clone',
        '--quiet',
        '--bare',
        `${name}.git`,
        `${copy}.git`,
      );
      this.#pushes.set(copy, 1);
      this.#heads.set(copy, this.#heads.get(name)!);
    }
  }

  /** The file that holds the newest directory listing: without it nobody can fetch. */
  treeObject(name: string): string {
    const bare = join(this.#directory, 'git', 'org', `${name}.git`);
    const object = git(bare, 'rev-parse', 'main^{tree}');
    return join(bare, 'objects', object.slice(0, 2), object.slice(2));
  }

  deleteTags(name: string, tags: string[]): void {
    git(
      join(this.#directory, 'git', 'org', `${name}.git`),
      'tag',
      '--delete',
      ...tags,
    );
    this.#pushes.set(name, this.#pushes.get(name)! + 1);
  }

  /** The body of the forge's webhook after a push. */
  pushEvent(name: string): object {
    return {
      ref: 'refs/heads/main',
      repository: {
        name,
        owner: { login: 'org' },
        html_url: `http://${this.host}/org/${name}`,
        default_branch: 'main',
        private: false,
        visibility: 'public',
        archived: false,
        description: null,
      },
    };
  }

  #list(after: string | undefined): unknown {
    const names = [...this.#pushes.keys()]
      .filter(name => !this.hidden.has(name))
      .sort();
    const start = after ? Number(after) : 0;
    const shown = names.slice(start, start + Math.min(this.asked, this.largestPage));
    return {
      data: {
        organization: {
          repositories: {
            totalCount: names.length + this.missing,
            pageInfo: {
              hasNextPage: start + shown.length < names.length,
              endCursor: String(start + shown.length),
            },
            nodes: shown.map(name => ({
              name,
              description: this.description,
              url: `http://${this.host}/org/${name}`,
              isArchived: false,
              visibility: 'PUBLIC',
              pushedAt: new Date(
                1_700_000_000_000 + this.#pushes.get(name)! * 1000,
              ).toISOString(),
              owner: { login: 'org' },
              // a branch without a commit is none, to GitHub
              defaultBranchRef: this.#heads.has(name)
                ? {
                    name: this.branches.get(name) ?? 'main',
                    target: { oid: this.#heads.get(name) },
                  }
                : null,
            })),
          },
        },
      },
    };
  }
}
