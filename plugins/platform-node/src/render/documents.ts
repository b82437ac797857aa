import {
  RenderedFile,
  ServiceAnswers,
  sizeOf,
} from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import { markdownText } from './markdown';
import { toYaml } from './yaml';
import { renderRunbook } from './runbook';

const databaseTitle = { none: 'none', postgres: 'PostgreSQL', mysql: 'MySQL' };

function summary(answers: ServiceAnswers): string {
  return answers.description
    ? markdownText(answers.description)
    : `The service ${answers.name}.`;
}

function table(header: string[], rows: string[][]): string {
  return [header, header.map(() => '---'), ...rows]
    .map(row => `| ${row.join(' | ')} |`)
    .join('\n');
}

function sizeTable(answers: ServiceAnswers): string {
  return table(
    ['Environment', 'Tasks', 'CPU units', 'Memory (MiB)', 'Database'],
    answers.environments.map(environment => {
      const size = sizeOf(answers, environment);
      return [
        environment,
        String(size.tasks),
        String(size.cpu),
        String(size.memoryMib),
        size.database
          ? `${databaseTitle[answers.database]}, ${size.database.instanceClass}, ${
              size.database.multiZone ? 'two zones' : 'one zone'
            }`
          : 'none',
      ];
    }),
  );
}

function readme(answers: ServiceAnswers, settings: PlatformSettings): string {
  const repository = `${settings.organisation}/${answers.name}`;
  return `# ${answers.name}

${summary(answers)}

Owned by [${answers.owner}](${settings.portalUrl}/catalog/default/group/${answers.owner}). In the portal: [${answers.name}](${settings.portalUrl}/catalog/default/component/${answers.name}).

## Run it here

\`\`\`sh
node --test
PORT=${answers.containerPort} node src/server.mjs
\`\`\`

## Where things are

${table(
  ['Path', 'What'],
  [
    ['`src/`', 'the service and its tests'],
    ['`terraform/<environment>/`', 'its infrastructure, built from the shared modules; numbers and names are in `terraform.tfvars.json`'],
    ['`atlantis.yaml`', 'one Atlantis project for each environment'],
    ['`docs/`', 'what the portal shows under Docs: overview, runbook, decisions'],
    ['`slo.yaml`', 'the service level objectives'],
    ['`.platform/answers.yaml`', 'the answers of the form that this repository was made from'],
  ],
)}

## Change its infrastructure

Open a pull request that changes \`terraform/\`. Atlantis comments the plan; after a review, comment \`atlantis apply\`.
It applies one environment after the other, and goes no further than where one fails.

\`\`\`sh
git clone ${settings.webUrl}/${repository}.git
\`\`\`
`;
}

function index(answers: ServiceAnswers): string {
  return `# ${answers.name}

${summary(answers)}

## Size

${sizeTable(answers)}

Reachable ${
    answers.exposure === 'public'
      ? 'from the Internet, over HTTPS only'
      : 'from inside the network only, over HTTPS'
  }.
`;
}

function firstDecision(
  answers: ServiceAnswers,
  moduleVersions: Record<string, string>,
): string {
  return `---
status: accepted
decision-makers: [${answers.owner}]
---

# Build on the platform's modules

## Context and Problem Statement

${answers.name} needs to run in ${answers.environments.join(', ')}. Which infrastructure does it stand on?

## Considered Options

* The platform's shared modules, at pinned versions
* Our own Terraform

## Decision Outcome

Chosen option: "The platform's shared modules, at pinned versions", because network, keys, logs and alarms come ready and an upgrade is one pull request.

${table(
  ['Module', 'Version'],
  Object.entries(moduleVersions).map(([name, version]) => [name, version]),
)}

### Consequences

* Good, because the platform team maintains the modules.
* Bad, because a version has to be raised now and then; the portal shows which ones are outdated.
`;
}

/** README, documentation site, runbook and first decision. */
export function renderDocuments(
  answers: ServiceAnswers,
  moduleVersions: Record<string, string>,
  settings: PlatformSettings,
): RenderedFile[] {
  return [
    { path: 'README.md', content: readme(answers, settings) },
    { path: 'docs/index.md', content: index(answers) },
    { path: 'docs/runbook.md', content: renderRunbook(answers) },
    {
      path: 'docs/adr/0001-build-on-the-platform-modules.md',
      content: firstDecision(answers, moduleVersions),
    },
    {
      path: 'mkdocs.yml',
      content: toYaml({
        site_name: answers.name,
        docs_dir: 'docs',
        // no fonts from elsewhere: reading a page tells nobody
        theme: { name: 'material', font: false },
        plugins: ['techdocs-core'],
        nav: [
          { Overview: 'index.md' },
          { Runbook: 'runbook.md' },
          {
            Decisions: [
              { 'Build on the platform modules': 'adr/0001-build-on-the-platform-modules.md' },
            ],
          },
        ],
      }),
    },
  ];
}
