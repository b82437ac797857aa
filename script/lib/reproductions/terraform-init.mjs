/** What `terraform init` says: providers, modules, versions. */
import { init, nothing, withAws } from './parts.mjs';

const git = 'git -c user.name=handbook -c user.email=handbook@example.test -c init.defaultBranch=main';

/** A central repository with a module at two releases, which git finds under the organisation's address. */
const central = async world => {
  const variable = names => Object.fromEntries(names.map(name => [name, { type: 'string' }]));
  await world.write('central/infrastructure/modules/queue/main.tf.json', { variable: variable(['name', 'fifo']) });
  await world.sh(`cd central && ${git} init -q && ${git} add -A && ${git} commit -qm 'feat: queue' && git tag queue/v1.0.0`);
  await world.write('central/infrastructure/modules/queue/main.tf.json', { variable: variable(['name', 'kms_key_arn']) });
  await world.sh(`cd central && ${git} commit -qam 'feat!: queues are encrypted' && git tag queue/v2.0.0`);
  Object.assign(world.env, {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `url.${world.directory}/central.insteadOf`,
    GIT_CONFIG_VALUE_0: 'https://github.com/connectly/platform.git',
  });
};

const call = (version, inputs) =>
  `module "queue" {
  source = "git::https://github.com/connectly/platform.git//infrastructure/modules/queue?ref=queue/v${version}"

${Object.entries(inputs).map(([name, value]) => `  ${name} = ${JSON.stringify(value)}`).join('\n')}
}
`;

export const terraformInit = {
  'dependency-lock': {
    seconds: 12,
    files: { 'main.tf.json': nothing() },
    prepare: async world => {
      await world.sh(init);
      await world.write('main.tf.json', withAws());
    },
    command: 'terraform plan -no-color',
  },

  'provider-checksum': {
    seconds: 8,
    files: { 'main.tf.json': withAws() },
    prepare: async world => {
      await world.sh(init);
      await world.sh(`sed -i 's#"h1:[^"]*"#"h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="#; /zh:/d' .terraform.lock.hcl; rm -r .terraform`);
    },
    command: init,
  },

  'provider-unavailable': {
    seconds: 3,
    files: {
      'main.tf.json': {
        terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 99.0' } } },
      },
    },
    command: init,
    edit: async world => {
      await world.write('main.tf.json', {});
      await world.write('versions.tf', world.code('hcl'));
    },
  },

  'module-ref': {
    seconds: 3,
    prepare: async world => {
      await central(world);
      await world.write('main.tf', call('1.0.1', { name: 'orders', fifo: 'no' }));
    },
    command: init,
    edit: world => world.write('main.tf', call('1.0.0', { name: 'orders', fifo: 'no' })),
  },

  'module-argument': {
    seconds: 3,
    prepare: async world => {
      await central(world);
      await world.write('main.tf', call('2.0.0', { name: 'orders', fifo: 'no' }));
      await world.sh('terraform get -no-color');
    },
    command: `${init} && terraform validate -no-color`,
    edit: world => world.write('main.tf', world.code('hcl')),
  },

  'module-not-installed': {
    seconds: 2,
    files: { 'module/main.tf.json': nothing(), 'main.tf.json': {} },
    prepare: async world => {
      await world.sh(init);
      await world.write('main.tf.json', { module: { queue: { source: './module' } } });
    },
    command: 'terraform plan -no-color',
  },

  'terraform-version': {
    seconds: 1,
    files: { 'versions.tf': 'terraform {\n  required_version = ">= 1.12, < 2.0"\n}\n' },
    command: init,
    edit: world => world.write('versions.tf', world.code('hcl')),
  },
};
