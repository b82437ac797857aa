/**
 * A module that is begun: it passes every check as it is. Its Terraform is the same for every module; name and texts stand in
 * `module.yaml`, README and changelog only, and are written by serialisers.
 */
import { ModuleAnswers, PlatformError, RenderedFile, RenderedProposal } from '@connectly/plugin-platform-common';
import { readModule } from '@connectly/plugin-terraform-node';
import { modulesDirectory } from '../central/releases';
import { PlatformSettings } from '../settings';
import { markdownText } from './markdown';
import { readModuleSkeleton } from './skeleton';
import { toYamlQuoting } from './yaml';

/** Beginning of the names of branches that modules are begun on. */
export const moduleBranches = 'module/';

const firstVersion = '0.1.0';

function manifest({ title, description, owner }: ModuleAnswers): string {
  const data = {
    title,
    description,
    owner: `group:default/${owner}`,
    lifecycle: 'experimental',
    deprecated: [],
    groups: [
      { title: 'Topic', variables: ['name'] },
      { title: 'Platform', variables: ['kms_key_arn', 'tags'] },
    ],
    wiring: {
      kms_key_arn: { contract: 'kms', value: 'sns_key_arn' },
      tags: { module: 'common-tags', output: 'tags' },
    },
  };
  return toYamlQuoting(data, ['title', 'description']);
}

function changelog({ name, date }: ModuleAnswers): string {
  return `# Changelog

Form: [Keep a Changelog](https://keepachangelog.com/en/1.1.0/); numbers: [Semantic Versioning](https://semver.org/).
The first heading is the newest release; its tag is \`${name}/vX.Y.Z\`.

## [${firstVersion}] - ${date}

### Added

- First release.
`;
}

function readme({ name, description }: ModuleAnswers, settings: PlatformSettings): string {
  const repository = `${settings.gitUrl}/${settings.organisation}/${settings.centralRepository}.git`;
  return `# ${name}

${markdownText(description)}

\`\`\`hcl
module "topic" {
  source = "git::${repository}//${modulesDirectory}/${name}?ref=${name}/v${firstVersion}"

  name        = "checkout-dev-events"
  kms_key_arn = module.kms.values["sns_key_arn"]
  tags        = module.common_tags.tags
}
\`\`\`

`;
}

/** @throws PlatformError PLT-203 when the reader of modules finds something else than was asked */
async function check(files: RenderedFile[], answers: ModuleAnswers, directory: string) {
  const texts = Object.fromEntries(files.map(file => [file.path.slice(directory.length + 1), file.content]));
  const read = await readModule(texts, { name: answers.name });
  const { title, description, owner } = read.manifest;
  const facts = [read.version, title, description, owner];
  const asked = [firstVersion, answers.title, answers.description, `group:default/${answers.owner}`];
  if (read.findings.length || JSON.stringify(facts) !== JSON.stringify(asked)) {
    throw new PlatformError({
      code: 'PLT-203',
      message: read.findings[0]?.message ?? `The module reads as ${JSON.stringify(facts)}.`,
      where: directory,
    });
  }
}

/**
 * The pull request that begins a module.
 * @throws PlatformError PLT-203
 * @public
 */
export async function renderModule(answers: ModuleAnswers, settings: PlatformSettings): Promise<RenderedProposal> {
  const directory = `${modulesDirectory}/${answers.name}`;
  const skeleton = await readModuleSkeleton();
  const generated = skeleton.find(file => file.path === 'README.md')?.content ?? '';
  const written: RenderedFile[] = [
    { path: 'CHANGELOG.md', content: changelog(answers) },
    { path: 'README.md', content: `${readme(answers, settings)}${generated}` },
    { path: 'module.yaml', content: manifest(answers) },
  ];
  const files = [...skeleton.filter(file => file.path !== 'README.md'), ...written]
    .map(file => ({ ...file, path: `${directory}/${file.path}` }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
  await check(files, answers, directory);
  return {
    repository: `${settings.organisation}/${settings.centralRepository}`,
    branch: `${moduleBranches}${answers.name}`,
    title: `Begin the module ${answers.name}`,
    files,
  };
}
