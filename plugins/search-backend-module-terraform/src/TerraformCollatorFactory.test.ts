import { mockServices } from '@backstage/backend-test-utils';
import { ModuleDetails } from '@connectly/plugin-terraform-common';
import { readModule } from '@connectly/plugin-terraform-node';
import { TerraformCollatorFactory } from './TerraformCollatorFactory';

async function aModule(name: string): Promise<ModuleDetails> {
  const latest = await readModule(
    {
      'main.tf':
        'variable "multi_az" {\n  description = "A standby."\n  type = bool\n  validation {\n    condition = var.multi_az\n    error_message = "Say yes."\n  }\n}\noutput "endpoint" {\n  description = "Host name."\n  value = "x"\n}\n',
      'module.yaml': 'title: RDS database\ndescription: A database.\nowner: group:default/platform\nlifecycle: production\n',
    },
    { name, version: '1.0.0' },
  );
  const { title, description, owner, lifecycle } = latest.manifest;
  return {
    name, title, description, owner, lifecycle, latest, latestVersion: '1.0.0', released: true, consumers: 0, findings: 0,
    repository: 'connectly/platform', directory: `infrastructure/modules/${name}`, versions: [],
  };
}

describe('TerraformCollatorFactory', () => {
  it('gives every module with its inputs and outputs, page by page, each with the entity that says who finds it', async () => {
    const names = Array.from({ length: 101 }, (_, index) => `m${index}`);
    const modules = new Map(await Promise.all(names.map(async name => [name, await aModule(name)] as const)));
    const pages: unknown[] = [];
    const factory = TerraformCollatorFactory.create({
      auth: mockServices.auth(),
      terraform: {
        listModules: async ({ offset = 0, limit = 0 }) => {
          pages.push([offset, limit]);
          return { items: [...modules.values()].slice(offset, offset + limit), total: modules.size, complete: true };
        },
        getModule: async ({ name }) => modules.get(name)!,
      },
    });
    const documents = await (await factory.getCollator()).toArray();
    expect(pages).toEqual([[0, 100], [100, 100]]);
    expect(documents).toHaveLength(303);
    const shared = { module: 'm1', owner: 'group:default/platform', lifecycle: 'production', authorization: { resourceRef: 'component:default/m1' } };
    expect(documents.slice(3, 6)).toEqual([
      { ...shared, kind: 'module', title: 'RDS database (m1)', description: 'A database.', text: 'A database.\nm1', location: '/modules/m1' },
      {
        ...shared, kind: 'input', title: 'multi_az (m1)', description: 'A standby.', text: 'A standby.\nmulti_az\nmulti az\nbool\nSay yes.',
        location: '/modules/m1?tab=inputs&input=multi_az',
      },
      { ...shared, kind: 'output', title: 'endpoint (m1)', description: 'Host name.', text: 'Host name.\nendpoint', location: '/modules/m1?tab=outputs&output=endpoint' },
    ]);
    expect(new Set(documents.map(({ location }) => location)).size).toBe(303);
  });
});
