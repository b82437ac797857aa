import { parseServiceAnswers, PlatformError } from '@connectly/plugin-platform-common';
import {
  createModuleCatalogue,
  publishService,
  readReleasedModules,
  renderService,
} from '@connectly/plugin-platform-node';
import { ModuleVersion } from '@connectly/plugin-terraform-common';
import { Octokit } from '@octokit/rest';
import semver from 'semver';
import { readForgeAccess, signingKey } from '../forgeAccess';
import { CommandConfiguration, readConfiguration } from '../settings';
import { SeedService, seedServices } from './services';

/** Version of each module that a service does not call in its newest; `modules` come oldest first. */
export function pinnedVersions(
  modules: ModuleVersion[],
  { modules: generation, newest = [] }: Pick<SeedService, 'modules' | 'newest'>,
): Record<string, string> {
  if (generation === 'newest') return {};
  const byName = new Map<string, ModuleVersion[]>();
  for (const each of modules) byName.set(each.name, [...(byName.get(each.name) ?? []), each]);
  return Object.fromEntries(
    [...byName]
      .filter(([name]) => !newest.includes(name))
      .flatMap(([name, releases]) => {
        const { deprecated } = releases[releases.length - 1].manifest;
        const allowed = releases.filter(({ version }) => !deprecated.some(({ range }) => semver.satisfies(version, range)));
        const chosen = generation === 'first' ? allowed[0] : allowed[Math.max(0, allowed.length - 2)];
        return chosen ? [[name, chosen.version]] : [];
      }),
  );
}

async function mergePullRequest(octokit: Octokit, url: string) {
  const [, owner, repo, number] = /([^/]+)\/([^/]+)\/pull\/(\d+)$/.exec(url) ?? [];
  await octokit.pulls.createReview({ owner, repo, pull_number: Number(number), event: 'APPROVE' });
  await octokit.pulls.merge({ owner, repo, pull_number: Number(number), merge_method: 'squash' });
}

async function seedService(
  seed: SeedService,
  modules: ModuleVersion[],
  configuration: CommandConfiguration,
  reviewer: Octokit,
) {
  const { settings } = configuration;
  const catalogue = createModuleCatalogue(modules);
  const render = async (moduleVersions: Record<string, string>) => {
    const parsed = parseServiceAnswers({ ...seed.answers, moduleVersions });
    if (!parsed.ok) throw parsed.errors[0];
    return {
      answers: parsed.answers,
      rendered: await renderService({ answers: parsed.answers, catalogue, settings }),
    };
  };
  const called = (await render({})).rendered.moduleVersions;
  const pinned = Object.entries(pinnedVersions(modules, seed)).filter(([name]) => name in called);
  const { answers, rendered } = await render(Object.fromEntries(pinned));
  const published = await publishService({
    answers,
    rendered,
    settings,
    access: readForgeAccess(settings),
    requester: 'user:default/portal',
    creationKey: signingKey(configuration),
  });
  if (published.registrationUrl) await mergePullRequest(reviewer, published.registrationUrl);
  if (seed.merged) await mergePullRequest(reviewer, published.provisionUrl);
  process.stdout.write(`${published.repository}\n`);
}

/**
 * Makes the three services at the forge, on different releases of the modules.
 * @throws PlatformError
 */
export async function seedForgeServices(options: { central: string; checkout: string }): Promise<void> {
  const configuration = await readConfiguration(options.checkout, { machine: false });
  const token = process.env.PLATFORM_REVIEWER_TOKEN;
  if (!token) throw new PlatformError({ code: 'PLT-301', message: 'PLATFORM_REVIEWER_TOKEN is not set.' });
  const access = readForgeAccess(configuration.settings);
  const reviewer = new Octokit({ auth: token, baseUrl: access.apiUrl });
  const modules = await readReleasedModules(options.central, 'main');
  for (const seed of seedServices) await seedService(seed, modules, configuration, reviewer);
}
