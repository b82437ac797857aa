/**
 * The peer: the same service made by Backstage's own actions, as a template of a stock portal would have them.
 * `publish:github` makes the repository with the first commit, the owner's access and the protected branch;
 * `publish:github:pull-request` opens the provision pull request and, once more, the registration.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { DefaultGithubCredentialsProvider, ScmIntegrations } from '@backstage/integration';
import {
  createPublishGithubAction,
  createPublishGithubPullRequestAction,
} from '@backstage/plugin-scaffolder-backend-module-github';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { JsonObject } from '@backstage/types';
import { RenderedFile } from '@connectly/plugin-platform-common';
import { PublishingWorld, ServiceToPublish } from './publishingWorld';

const provisionBranch = 'provision';

async function writeFiles(directory: string, files: RenderedFile[]) {
  for (const file of files) {
    const path = join(directory, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.content, { mode: file.executable ? 0o755 : 0o644 });
  }
}

const silent: LoggerService = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silent,
};

/** The test utilities' own context works in Jest only; this is what the actions use of a task. */
async function runAction<Input extends JsonObject, Output extends JsonObject>(
  action: TemplateAction<Input, Output, 'v2'>,
  workspacePath: string,
  input: Input,
) {
  await action.handler({
    logger: silent,
    workspacePath,
    input,
    output() {},
    checkpoint: async ({ fn }) => await fn(),
    createTemporaryDirectory: async () => await mkdtemp(join(workspacePath, 'temporary-')),
    getInitiatorCredentials: async () => {
      throw new Error('The benchmark has no person who started it.');
    },
    task: { id: 'bench' },
  });
}

/** Publishes services with Backstage's stock scaffolder actions. */
export class StockPublisher {
  readonly #world: PublishingWorld;
  readonly #publish: ReturnType<typeof createPublishGithubAction>;
  readonly #pullRequest: ReturnType<typeof createPublishGithubPullRequestAction>;

  static create(world: PublishingWorld): StockPublisher {
    return new StockPublisher(world);
  }

  private constructor(world: PublishingWorld) {
    this.#world = world;
    const config = new ConfigReader({
      integrations: {
        github: [{ host: this.#host, apiBaseUrl: world.access.apiUrl, token: world.token }],
      },
    });
    const integrations = ScmIntegrations.fromConfig(config);
    const githubCredentialsProvider = DefaultGithubCredentialsProvider.fromIntegrations(integrations);
    this.#publish = createPublishGithubAction({ integrations, config, githubCredentialsProvider });
    this.#pullRequest = createPublishGithubPullRequestAction({ integrations, config, githubCredentialsProvider });
  }

  get #host() {
    return `localhost:${this.#world.forge.port}`;
  }

  /** The three steps of the stock template, in order. */
  async publish({ answers, rendered }: ServiceToPublish): Promise<void> {
    const { settings } = this.#world;
    const workspacePath = await mkdtemp(join(this.#world.directory, 'workspace-'));
    try {
      await writeFiles(join(workspacePath, 'foundation'), rendered.foundation);
      await writeFiles(join(workspacePath, 'provision'), rendered.provision);
      await writeFiles(join(workspacePath, 'registration'), [rendered.registration]);
      const repoUrl = `${this.#host}?owner=${settings.organisation}&repo=${answers.name}`;
      await runAction(this.#publish, workspacePath, {
        repoUrl,
        description: answers.description,
        homepage: `${settings.portalUrl}/catalog/default/component/${answers.name}`,
        access: `${settings.organisation}/${answers.owner}`,
        repoVisibility: 'private',
        defaultBranch: settings.defaultBranch,
        protectDefaultBranch: true,
        requiredApprovingReviewCount: 1,
        dismissStaleReviews: true,
        deleteBranchOnMerge: true,
        hasWiki: false,
        hasProjects: false,
        gitCommitMessage: `Start ${answers.name}`,
        sourcePath: 'foundation',
      });
      await runAction(this.#pullRequest, workspacePath, {
        repoUrl,
        branchName: provisionBranch,
        title: `Provision ${answers.name}`,
        description: `Adds the infrastructure of ${answers.name}.`,
        sourcePath: 'provision',
      });
      await runAction(this.#pullRequest, workspacePath, {
        repoUrl: `${this.#host}?owner=${settings.organisation}&repo=${settings.centralRepository}`,
        branchName: `register/${answers.name}`,
        title: `Register ${answers.name}`,
        description: `Registers ${settings.organisation}/${answers.name}.`,
        sourcePath: 'registration',
      });
    } finally {
      await rm(workspacePath, { recursive: true, force: true });
    }
  }
}
