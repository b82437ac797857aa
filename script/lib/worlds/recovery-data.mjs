/** Data that is lost, and what must be true of it once a runbook was followed: state, key, database, region. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { applyRoot, backend, createDatabase, data, expect, idsOf, inSubnets, ownInfrastructure, provider, runService, stateBuckets } from './parts.mjs';

const recovery = 'ap-northeast-1';
/** The database of a stack, as its module makes it; nothing of it is changed, since the provider does not find it on the emulator then. */
const databaseRoot = {
  'versions.tf': provider,
  'main.tf': 'module "database" {\n  source = "./database"\n}\n',
  // as the contract of shared-rds does: it takes no instance whose password RDS does not keep
  'contract.tf': 'output "admin_secret_arn" {\n  value = module.database.master_secret_arn\n}\n',
  'database/main.tf': `resource "aws_db_instance" "this" {
  identifier        = "shared-prod"
  engine            = "postgres"
  instance_class    = "db.t4g.micro"
  allocated_storage = 20
  username          = "root"
  password          = "not-a-real-one"

  lifecycle {
    ignore_changes = all
  }
}

output "master_secret_arn" {
  value = aws_db_instance.this.master_user_secret[0].secret_arn
}
`,
};

export const recoveryData = {
  // overwritten by what is no state, and then deleted
  'recovery-state': {
    seconds: 25,
    prepare: async world => {
      await stateBuckets(world);
      await runService(world, 'platform-atlantis');
      await applyRoot(world, 'network', { 'backend.tf': backend('network'), 'main.tf': data('vpc', 'subnets') });
      world.ids = await idsOf(world, ['network']);
      await world.write('damaged.tfstate', '{"version": 4, "resources": [');
      await world.sh(`aws s3 cp damaged.tfstate s3://prod-connectly/network/terraform.tfstate
aws s3 rm s3://prod-connectly/network/terraform.tfstate`);
      await world.fails('terraform -chdir=network plan -detailed-exitcode');
    },
    check: async world => {
      const ids = await idsOf(world, ['network']);
      expect(world.ids.length === 2 && ids.join() === world.ids.join(), `The state knew ${world.ids.join(', ')}, and knows ${ids.join(', ')}.`);
      // the next write checks the checksum in the lock table
      await world.sh('terraform -chdir=network apply -auto-approve -refresh-only');
    },
  },

  'recovery-key': {
    seconds: 50,
    needs: ['own'],
    prepare: async world => {
      await applyRoot(world, 'kms', {
        'versions.tf': provider,
        'main.tf': `resource "aws_kms_key" "secrets" {
  description             = "Secrets."
  enable_key_rotation     = true
  deletion_window_in_days = 30
}

resource "aws_kms_alias" "secrets" {
  name          = "alias/platform-secrets"
  target_key_id = aws_kms_key.secrets.key_id
}
`,
      });
      const [key] = (await idsOf(world, ['kms'])).filter(id => !id.startsWith('alias/'));
      world.key = key;
      await world.sh(`aws secretsmanager create-secret --name checkout/prod/database --secret-string not-a-real-one --kms-key-id ${key}
aws kms schedule-key-deletion --key-id ${key} --pending-window-in-days 30`);
    },
    check: async world => {
      const state = await world.value(`aws kms describe-key --key-id ${world.key} --query 'KeyMetadata.[KeyState,DeletionDate]'`);
      expect(/^Enabled\s+None$/.test(state), `The key is ${state}.`);
    },
  },

  'recovery-database': {
    seconds: 60,
    prepare: async world => {
      await stateBuckets(world);
      await runService(world, 'checkout-prod');
      await world.sh(`${inSubnets('shared-prod')}
KEY=$(aws kms create-key --query KeyMetadata.Arn --output text)
${createDatabase('shared-prod')} --db-subnet-group-name shared-prod --storage-encrypted --kms-key-id $KEY
aws rds modify-db-instance --db-instance-identifier shared-prod --manage-master-user-password --apply-immediately`);
      await world.write('shared-rds/import.tf', 'import {\n  to = module.database.aws_db_instance.this\n  id = "shared-prod"\n}\n');
      await applyRoot(world, 'shared-rds', { ...databaseRoot, 'backend.tf': backend('shared-rds') });
      await rm(join(world.directory, 'shared-rds/import.tf'));
      // a restored instance has the password of the snapshot
      await world.sh(`aws rds modify-db-instance --db-instance-identifier shared-prod --no-manage-master-user-password --master-user-password not-a-real-one --apply-immediately
aws rds create-db-snapshot --db-instance-identifier shared-prod --db-snapshot-identifier first
aws rds create-db-snapshot --db-instance-identifier shared-prod --db-snapshot-identifier second
aws rds delete-db-instance --db-instance-identifier shared-prod --skip-final-snapshot`);
    },
    check: async world => {
      const id = await world.value("aws rds describe-db-instances --db-instance-identifier shared-prod --query 'DBInstances[0].DbiResourceId'");
      const ids = await idsOf(world, ['shared-rds']);
      expect(ids.join() === id, `The instance is ${id}, the state knows ${ids.join()}.`);
    },
  },

  // the stacks are the real ones, with production's values; of Seoul, what is global is left
  'recovery-region': {
    seconds: 90,
    needs: ['own'],
    prepare: async world => {
      await ownInfrastructure(world);
      await world.write('trust.json', {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'vpc-flow-logs.amazonaws.com' } }],
      });
      await world.sh(`aws iam create-role --role-name platform-flow-logs --assume-role-policy-document file://trust.json
aws route53 create-hosted-zone --name connectly.example --caller-reference one
${createDatabase('shared-prod')}
aws rds create-db-snapshot --db-instance-identifier shared-prod --db-snapshot-identifier one
ARN=$(aws rds describe-db-snapshots --db-snapshot-identifier one --query 'DBSnapshots[0].DBSnapshotArn' --output text)
aws rds copy-db-snapshot --region ${recovery} --source-db-snapshot-identifier $ARN --target-db-snapshot-identifier copy-of-one`);
    },
    check: async world => {
      const where = await world.value(
        `aws rds describe-db-instances --region ${recovery} --db-instance-identifier shared-prod --query 'DBInstances[0].[AvailabilityZone,DBSubnetGroup.VpcId]'`,
      );
      const network = await world.value(`aws ssm get-parameter --region ${recovery} --name /platform/network/vpc_id --query Parameter.Value`);
      expect(where.includes(network), `The database is in ${where}, the network is ${network}.`);
      const seoul = await world.value('aws kms list-keys --query "length(Keys)"');
      const tokyo = await world.value(`aws kms list-keys --region ${recovery} --query "length(Keys)"`);
      expect(Number(seoul) === 0 && Number(tokyo) >= 6, `Seoul has ${seoul} keys, Tokyo ${tokyo}.`);
    },
  },
};
