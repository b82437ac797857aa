/** Accounts as docs/guides/bootstrap.md finds them: an empty one, and one in which people made things by hand. The stacks are the real ones. */
import { makeBucket } from '../reproductions/parts.mjs';
import { applyRoot, backend, data, expect, idsOf, ownInfrastructure } from './parts.mjs';

const state = (bucket, stack) => `aws s3api head-object --bucket ${bucket} --key ${stack}/terraform.tfstate`;

export const bootstrap = {
  'bootstrap-empty': {
    seconds: 130,
    needs: ['own'],
    endsClean: true,
    prepare: async world => {
      await ownInfrastructure(world);
      world.ids = [];
    },
    before: {
      'When the state of bootstrap is lost': async world => {
        world.ids = await idsOf(world, ['infrastructure/stacks/bootstrap']);
        await world.sh('aws s3 rm s3://dev-connectly/bootstrap/terraform.tfstate');
        await world.fails('terraform -chdir=infrastructure/stacks/bootstrap plan -detailed-exitcode $VALUES', {
          env: { VALUES: '-var-file=../../environments/dev.tfvars.json -var-file=dev.tfvars.json' },
        });
      },
      'When the lock table is lost': async world => {
        await world.sh(`aws dynamodb update-table --table-name dev-connectly-tf-lock --no-deletion-protection-enabled
aws dynamodb delete-table --table-name dev-connectly-tf-lock`);
        const said = await world.fails('terraform -chdir=infrastructure/stacks/bootstrap plan -detailed-exitcode $VALUES', {
          env: { VALUES: '-var-file=../../environments/dev.tfvars.json -var-file=dev.tfvars.json' },
        });
        expect(said.includes('ResourceNotFoundException'), `A plan without the table says ${said}`);
      },
    },
    check: async world => {
      const ids = await idsOf(world, ['infrastructure/stacks/bootstrap']);
      expect(ids.length > 10 && ids.join() === world.ids.join(), `The state knew ${world.ids.join(', ')}, and knows ${ids.join(', ')}.`);
      for (const [stack, encryption] of [['bootstrap', 'AES256'], ['kms', 'AES256'], ['service-access', 'aws:kms']]) {
        const found = await world.value(`${state('dev-connectly', stack)} --query ServerSideEncryption`);
        expect(found === encryption, `The state of ${stack} is encrypted by ${found}.`);
      }
      for (const name of ['bootstrap/state_bucket', 'kms/terraform_state_key_arn', 'service-access/apply_role_arn_platform']) {
        await world.value(`aws ssm get-parameter --name /platform/${name} --query Parameter.Value`);
      }
    },
  },

  // bucket and table without any of what the stack adds, a stack whose state lies in them, and a key that encrypts states
  'bootstrap-by-hand': {
    seconds: 130,
    needs: ['own'],
    endsClean: true,
    prepare: async world => {
      await ownInfrastructure(world);
      await world.sh(`${makeBucket('prod-connectly').split('\n')[0]}
aws dynamodb create-table --table-name prod-connectly-tf-lock --provisioned-throughput ReadCapacityUnits=1,WriteCapacityUnits=1 \
  --attribute-definitions AttributeName=LockID,AttributeType=S --key-schema AttributeName=LockID,KeyType=HASH
KEY=$(aws kms create-key --key-usage ENCRYPT_DECRYPT --description "Terraform, made by hand" --query KeyMetadata.KeyId --output text)
aws kms create-alias --alias-name alias/terraform --target-key-id "$KEY"`);
      await applyRoot(world, 'reports', { 'backend.tf': backend('reports'), 'main.tf': data('daily', 'weekly') });
      world.key = await world.value('aws kms describe-key --key-id alias/terraform --query KeyMetadata.KeyId');
      world.ids = await idsOf(world, ['reports']);
    },
    check: async world => {
      const ids = await idsOf(world, ['reports']);
      expect(ids.join() === world.ids.join(), `The state of reports knew ${world.ids.join(', ')}, and knows ${ids.join(', ')}.`);
      const key = await world.value('aws kms describe-key --key-id alias/platform-terraform-state --query KeyMetadata.KeyId');
      expect(key === world.key, `States are encrypted with ${key}, not with ${world.key}.`);
      const versions = await world.value('aws s3api get-bucket-versioning --bucket prod-connectly --query Status');
      expect(versions === 'Enabled', 'The bucket keeps no versions.');
    },
  },
};
