/** What conftest says of a plan, as Atlantis runs it. */
import { init, withAws } from './parts.mjs';

const check = `terraform plan -no-color -out=plan.bin >/dev/null
terraform show -json plan.bin > plan.json
conftest test --no-color --policy infrastructure/policies/policy --data infrastructure/policies/data --data waivers plan.json`;

const parameter = { name: '/checkout/dev/size', type: 'String', value: 'small' };

const tagged = withAws({
  provider: { aws: { region: 'ap-northeast-2', default_tags: [{ tags: '${module.tags.tags}' }] } },
  module: {
    tags: {
      source: './infrastructure/modules/common-tags',
      service: 'checkout', owner: 'group:default/payments', environment: 'dev', repository: 'connectly/checkout',
    },
  },
  resource: { aws_ssm_parameter: { this: parameter } },
});

export const policies = {
  'policy-refused': {
    seconds: 14,
    needs: ['conftest'],
    files: {
      'main.tf.json': withAws({ resource: { aws_ssm_parameter: { this: { ...parameter, tags: { Service: 'checkout' } } } } }),
      'waivers/none.yaml': 'waivers: {}\n',
    },
    prepare: world => world.sh(init),
    command: check,
    edit: async world => {
      await world.write('main.tf.json', tagged);
      await world.sh(init);
    },
  },

  'waiver-expired': {
    seconds: 14,
    needs: ['conftest'],
    // as Atlantis says it
    env: { POLICY_REPOSITORY: 'connectly/checkout', POLICY_DIRECTORY: 'terraform/dev', POLICY_PROJECT: 'checkout-dev', POLICY_OWNER: 'group:default/payments' },
    files: {
      'main.tf.json': tagged,
      'waivers/checkout-port.yaml': JSON.stringify({
        waivers: {
          'checkout-port': {
            rule: 'POL-003', service: 'checkout', address: 'module.partner.**', owner: 'group:default/payments',
            reason: 'The partner calls from changing addresses.', expires: '2026-01-31',
          },
        },
      }),
    },
    prepare: world => world.sh(init),
    command: check,
    edit: world => world.sh('rm waivers/checkout-port.yaml'),
  },
};
