import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseDocument } from '@connectly/plugin-handbook-node';
import { parseServiceAnswers, ServiceAnswers, ServiceAnswersInput } from '@connectly/plugin-platform-common';
import { readModuleCatalogue } from '@connectly/plugin-terraform-node';
import { parse } from 'yaml';
import { defaultPlatformSettings } from '../settings';
import { createModuleCatalogue, ModuleCatalogue, renderService } from '.';

const checkout = resolve(__dirname, '../../../..');

function answersOf(input: ServiceAnswersInput): ServiceAnswers {
  const parsed = parseServiceAnswers(input);
  if (!parsed.ok) throw parsed.errors[0];
  return parsed.answers;
}

const base: ServiceAnswersInput = {
  name: 'checkout',
  owner: 'group:default/payments',
  environments: ['prod', 'dev'],
  size: 'small',
  database: 'postgres',
  exposure: 'internal',
};

describe('renderService', () => {
  let catalogue: ModuleCatalogue;
  beforeAll(async () => {
    catalogue = createModuleCatalogue((await readModuleCatalogue(checkout)).values());
  });
  const render = (input: Partial<ServiceAnswersInput> = {}) =>
    renderService({
      answers: answersOf({ ...base, ...input }),
      catalogue,
      settings: defaultPlatformSettings,
    });

  it('renders the service repository of the design', async () => {
    const rendered = await render();
    const paths = [...rendered.foundation, ...rendered.provision].map(file => file.path).sort();
    expect(paths).toEqual([
      '.dockerignore',
      '.github/CODEOWNERS',
      '.github/workflows/verify.yaml',
      '.gitignore',
      '.platform/answers.yaml',
      'Dockerfile',
      'README.md',
      'atlantis.yaml',
      'catalog-info.yaml',
      'docs/adr/0001-build-on-the-platform-modules.md',
      'docs/index.md',
      'docs/runbook.md',
      'mkdocs.yml',
      'slo.yaml',
      'src/metrics.mjs',
      'src/server.mjs',
      'src/server.test.mjs',
      ...['dev', 'prod'].flatMap(environment =>
        ['backend.tf', 'main.tf', 'outputs.tf', 'terraform.tfvars.json', 'variables.tf', 'versions.tf'].map(
          file => `terraform/${environment}/${file}`,
        ),
      ),
    ]);
    if (process.env.SHOW) {
      for (const file of [...rendered.foundation, ...rendered.provision]) {
        process.stdout.write(`\n===== ${file.path}\n${file.content}`);
      }
    }
  });

  it('has a change travel from one environment to the next, and stop where it fails', async () => {
    const { provision } = await render({ environments: ['prod', 'dev', 'stg'] });
    const atlantis = parse(provision.find(file => file.path === 'atlantis.yaml')?.content ?? '');
    expect(atlantis).toMatchObject({ parallel_apply: true, abort_on_execution_order_fail: true });
    expect(
      atlantis.projects.map((project: { name: string; execution_order_group: number }) => [project.name, project.execution_order_group]),
    ).toEqual([['checkout-dev', 1], ['checkout-stg', 2], ['checkout-prod', 3]]);
  });

  it('gives every role that the service makes the boundary without which it may not make any', async () => {
    const { provision } = await render();
    const main = provision.find(file => file.path === 'terraform/prod/main.tf')?.content ?? '';
    expect(main.match(/\/modules\/iam-role-policy\?/g)).toHaveLength(2);
    expect(main.match(/permissions_boundary_arn\s+= module\.service_access_contract\.values\["boundary_arn"\]/g)).toHaveLength(2);
  });

  it.each(['critical', 'standard'] as const)('keeps a %s database’s own backups as long as AWS Backup, which owns them, sets', async tier => {
    const { provision } = await render({ tier, environments: ['dev', 'stg', 'prod'] });
    for (const environment of ['dev', 'stg', 'prod']) {
      const backup = JSON.parse(await readFile(join(checkout, `infrastructure/stacks/backup/${environment}.tfvars.json`), 'utf8'));
      const values = JSON.parse(provision.find(file => file.path === `terraform/${environment}/terraform.tfvars.json`)?.content ?? '');
      const { continuous_days: days } = backup.tiers[values.backup_tier];
      expect([0, values.database_backup_days]).toContain(days);
    }
  });

  it('builds the image where the settings say, from the branch that they name, and Terraform runs that one', async () => {
    const elsewhere = {
      ...defaultPlatformSettings,
      defaultBranch: 'release/next',
      imageRegistry: 'registry.example:5000/team',
    };
    const rendered = await renderService({ answers: answersOf(base), catalogue, settings: elsewhere });
    const text = (path: string) =>
      [...rendered.foundation, ...rendered.provision].find(file => file.path === path)?.content ?? '';
    const workflow = parse(text('.github/workflows/verify.yaml'));
    expect(workflow.on.push).toEqual({ branches: ['release/next'] });
    expect(workflow.jobs.image.env).toEqual({
      REGISTRY: 'registry.example:5000',
      IMAGE: 'registry.example:5000/team/checkout',
      TAG: 'release-next',
    });
    expect(JSON.parse(text('terraform/dev/terraform.tfvars.json')).image).toBe(
      'registry.example:5000/team/checkout:release-next',
    );
    expect(text('.github/workflows/verify.yaml')).toContain('secrets.REGISTRY_PASSWORD');
    const everything = [...rendered.foundation, ...rendered.provision].map(file => file.content).join('\n');
    expect(everything).not.toMatch(/ghcr\.io|refs\/heads\/main|secrets\.GITHUB_TOKEN/);
  });

  it('pushes to the registry of GitHub with the token of the workflow', async () => {
    const { foundation } = await render();
    const workflow = foundation.find(file => file.path === '.github/workflows/verify.yaml')?.content ?? '';
    expect(parse(workflow).jobs.image.env.IMAGE).toBe('ghcr.io/connectly/checkout');
    expect(workflow).toContain('${{ secrets.GITHUB_TOKEN }}');
  });

  it.each(['none', 'postgres'] as const)('writes a runbook that can be run step by step, with the database %s', async database => {
    const { foundation, provision } = await render({ database });
    const files = [...foundation, ...provision].filter(({ path }) => path === 'docs/runbook.md');
    const { findings, runbook } = parseDocument('docs/runbook.md', files[0].content)!;
    expect(findings).toEqual([]);
    expect(runbook!.steps.map(({ title }) => title)).toEqual([
      'See what is wrong',
      'Restart it',
      'Go back to the last version',
      ...(database === 'none' ? [] : ['Restore the database']),
    ]);
    for (const step of runbook!.steps) {
      expect(step).toMatchObject({ who: expect.any(String), minutes: expect.any(Number), verify: expect.any(String) });
    }
    // within the recovery time of a standard service
    expect(runbook!.steps.reduce((sum, { minutes }) => sum + minutes!, 0)).toBeLessThan(runbook!.rtoMinutes!);
  });

  it('gives the same bytes for the same answers', async () => {
    expect(await render()).toEqual(await render());
  });
});
