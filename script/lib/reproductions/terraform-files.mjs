/** What Terraform says of configuration: syntax, values, graphs, addresses. */
import { apply, init, nothing, withAws } from './parts.mjs';

export const terraformFiles = {
  'hcl-syntax': {
    seconds: 1,
    files: { 'main.tf': 'resource "terraform_data" "this" {\n  input = "first"\n' },
    command: init,
    edit: world => world.write('main.tf', 'resource "terraform_data" "this" {\n  input = "first"\n}\n'),
  },

  'variables-file': {
    seconds: 1,
    files: { 'variables.tf.json': { variable: { size: { type: 'string' } } }, 'terraform.tfvars.json': '{\n  "size": "small",\n}\n' },
    command: `${init} && terraform plan -no-color`,
    edit: world => world.write('terraform.tfvars.json', { size: 'small' }),
  },

  cycle: {
    seconds: 1,
    files: {
      'main.tf.json': {
        resource: {
          terraform_data: { service: { input: '${terraform_data.database.id}' }, database: { input: '${terraform_data.service.id}' } },
        },
      },
    },
    command: `${init} && terraform plan -no-color`,
    edit: world =>
      world.write('main.tf.json', {
        resource: {
          terraform_data: {
            service: { input: 'service' },
            database: { input: 'database' },
            rule: { input: ['${terraform_data.service.id}', '${terraform_data.database.id}'] },
          },
        },
      }),
  },

  'unknown-keys': {
    seconds: 2,
    files: {
      'main.tf.json': {
        resource: {
          terraform_data: { queue: {}, alarm: { for_each: '${toset([terraform_data.queue.id])}', input: '${each.key}' } },
        },
      },
    },
    command: `${init} && terraform plan -no-color`,
    edit: async world => {
      await world.write('main.tf.json', { resource: { terraform_data: { queue: {} } } });
      await world.write('alarm.tf', world.code('hcl'));
    },
  },

  'prevent-destroy': {
    seconds: 2,
    files: { 'main.tf.json': { resource: { terraform_data: { this: { triggers_replace: '1', lifecycle: { prevent_destroy: true } } } } } },
    prepare: async world => {
      await world.sh(`${init}\n${apply}`);
      await world.write('main.tf.json', { resource: { terraform_data: { this: { triggers_replace: '2', lifecycle: { prevent_destroy: true } } } } });
    },
    command: 'terraform plan -no-color',
    edit: world => world.write('main.tf.json', { resource: { terraform_data: { this: { triggers_replace: '1', lifecycle: { prevent_destroy: true } } } } }),
  },

  'variable-rule': {
    seconds: 3,
    files: {
      'main.tf.json': {
        module: {
          tags: {
            source: './infrastructure/modules/common-tags',
            service: 'checkout', owner: 'group:default/payments', environment: 'production', repository: 'connectly/checkout',
          },
        },
      },
    },
    command: `${init} && terraform plan -no-color`,
    edit: world => world.sh(`sed -i 's/"production"/"prod"/' main.tf.json`),
  },

  'moved-taken': {
    seconds: 3,
    files: { 'main.tf.json': { resource: { terraform_data: { old: {} } } } },
    prepare: async world => {
      await world.sh(`${init}\n${apply}`);
      await world.write('main.tf.json', { resource: { terraform_data: { old: {}, new: {} } } });
      await world.write('moved.tf', 'moved {\n  from = terraform_data.old\n  to   = terraform_data.new\n}\n');
    },
    command: 'terraform plan -no-color',
    edit: world => world.write('main.tf.json', { resource: { terraform_data: { new: {} } } }),
  },

  'exists-already': {
    seconds: 14,
    files: {
      'main.tf.json': withAws({ resource: { aws_cloudwatch_log_group: { this: { name: '/aws/rds/instance/checkout-dev/postgresql' } } } }),
    },
    prepare: world => world.sh(`${init}\naws logs create-log-group --log-group-name /aws/rds/instance/checkout-dev/postgresql`),
    command: apply,
    edit: world => world.write('import.tf', world.code('hcl')),
  },

  'import-missing': {
    seconds: 12,
    files: {
      'main.tf.json': withAws({ resource: { aws_cloudwatch_log_group: { this: { name: '/checkout/dev' } } } }),
      'import.tf': 'import {\n  to = aws_cloudwatch_log_group.this\n  id = "/checkout/devv"\n}\n',
    },
    prepare: world => world.sh(`${init}\naws logs create-log-group --log-group-name /checkout/dev`),
    command: apply,
    edit: world => world.sh(`sed -i 's/devv/dev/' import.tf`),
  },
};
