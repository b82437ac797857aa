/** What a service reads of a shared stack. */
import { init, withAws } from './parts.mjs';

const read = what => withAws({ module: { network: { source: './infrastructure/modules/contract-read', stack: 'network', ...what } } });
const plan = `${init} && terraform plan -no-color`;

export const contracts = {
  'contract-missing': {
    seconds: 12,
    needs: ['own'],
    files: { 'main.tf.json': read({ values: ['vpc_id'] }) },
    command: plan,
    // what the stack network publishes when it is applied
    edit: world => world.sh('aws ssm put-parameter --type String --name /platform/network/vpc_id --value vpc-0a1b2c3d'),
  },

  'contract-list': {
    seconds: 12,
    files: { 'main.tf.json': read({ list_values: ['name_of_vpc'] }) },
    prepare: world => world.sh('aws ssm put-parameter --type String --name /platform/network/name_of_vpc --value main'),
    command: plan,
    edit: world => world.write('main.tf.json', read({ values: ['name_of_vpc'] })),
  },
};
