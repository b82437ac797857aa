import { InMemoryRepositories } from '@connectly/plugin-repositories-node/testUtils';

/** A module.yaml. */
const manifest = (title: string, deprecated = '[]') =>
  `title: ${title}\ndescription: A ${title}\nowner: group:default/platform\nlifecycle: production\ndeprecated: ${deprecated}\n`;

/** Files of a module, by path in the central repository. */
export const moduleFiles = (
  name: string,
  version: string,
  extra: Record<string, string> = {},
) =>
  Object.fromEntries(
    Object.entries({
      'main.tf': 'variable "name" {\n  type = string\n}\n',
      'module.yaml': manifest(name),
      'CHANGELOG.md': `# Changelog\n\n## [${version}] - 2026-01-01\n`,
      ...extra,
    }).map(([file, text]) => [`infrastructure/modules/${name}/${file}`, text]),
  );

/** The source of a module at a ref. */
export const source = (module: string, ref: string) =>
  `git::https://forge.test/connectly/platform.git//infrastructure/modules/${module}?ref=${ref}`;

/** A central repository with two releases of alb, one stack, and a service on the old release. */
export function fill(repositories: InMemoryRepositories) {
  repositories.push(
    'connectly/platform',
    moduleFiles('alb', '1.0.0', { 'README.md': `Call \`${source('alb', 'alb/v1.0.0')}\`.\n` }),
    'refs/tags/alb/v1.0.0',
  );
  const deprecated =
    '\n  - { range: "<1.1.0", reason: "It logs nothing", date: 2026-02-01 }';
  const newer = moduleFiles('alb', '1.1.0', {
    'module.yaml': manifest('Load balancer', deprecated),
    'README.md': `Call \`${source('alb', 'alb/v1.1.0')}\`.\n`,
    'CHANGELOG.md': `# Changelog\n\n## [1.1.0] - 2026-01-01\n\nFrom \`${source('alb', 'alb/v1.0.0')}\`.\n`,
    'UPGRADE-2.md': `Call \`${source('alb', 'alb/v2.0.0')}\`.\n`,
  });
  repositories.push('connectly/platform', newer, 'refs/tags/alb/v1.1.0');
  repositories.push('connectly/platform', {
    ...newer,
    ...moduleFiles('fresh', '0.1.0'),
    'infrastructure/stacks/network/stack.yaml':
      'title: Network\nowner: group:default/network\n',
    'infrastructure/stacks/network/main.tf': [
      'module "publish" {',
      '  source = "../../modules/contract-publish"',
      '  stack  = "network"',
      '  values = { vpc_id = aws_vpc.this.id }',
      '  list_values = { subnet_ids = [for s in aws_subnet.this : s.id] }',
      '}',
      '',
    ].join('\n'),
  });
  repositories.push('connectly/orders', {
    'terraform/prod/main.tf': [
      `module "alb" {\n  source = "${source(
        'alb',
        'alb/v1.0.0',
      )}"\n  name = "orders"\n}`,
      `module "network" {\n  source = "${source(
        'contract-read',
        'contract-read/v1.0.0',
      )}"`,
      '  stack = "network"\n  values = ["vpc_id"]\n  list_values = toset(["nothing"])\n}\n',
    ].join('\n'),
  });
}
