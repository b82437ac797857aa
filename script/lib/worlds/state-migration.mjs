/** What docs/guides/state-migration.md finds in the account, and what must be true afterwards: every resource is the one that it was. */
import { applyRoot, backend, data, exists, expect, idsOf, provider, stateBuckets, tableOf, writeRoot } from './parts.mjs';

const logGroup = (name, path, days) => `resource "aws_cloudwatch_log_group" "${name}" {\n  name              = "${path}"\n  retention_in_days = ${days}\n}\n`;

/** Whether an object, or an item of a lock table, is there. */
const object = (world, bucket, key) => world.sh(`aws s3api head-object --bucket ${bucket} --key ${key}/terraform.tfstate`).then(() => true, () => false);
const checksum = async (world, bucket, key) =>
  (await world.value(
    `aws dynamodb get-item --table-name ${tableOf(bucket)} --key '{"LockID":{"S":"${bucket}/${key}/terraform.tfstate-md5"}}' --query Item.Digest.S`,
  )) !== 'None';

/**
 * A section of the guide: `roots` are applied before it, `after` are those whose resources must be the same ones afterwards.
 */
const section = ({ seconds = 12, roots, prepare, after = Object.keys(roots), check }) => ({
  seconds,
  endsClean: true,
  prepare: async world => {
    await stateBuckets(world);
    for (const [stack, files] of Object.entries(roots)) {
      await applyRoot(world, stack, files);
    }
    world.ids = await idsOf(world, Object.keys(roots));
    await prepare?.(world);
  },
  check: async world => {
    const ids = await idsOf(world, after);
    expect(ids.join() === world.ids.join(), `The states knew ${world.ids.join(', ')}, and know ${ids.join(', ')}.`);
    await check?.(world);
  },
});

/** A state that left a place: neither object nor checksum are there, and its versions are. */
async function gone(world, bucket, key) {
  expect(!(await object(world, bucket, key)), `${bucket}/${key} is still there.`);
  expect(!(await checksum(world, bucket, key)), `${tableOf(bucket)} still has a checksum of ${key}.`);
  const versions = await world.value(`aws s3api list-object-versions --bucket ${bucket} --prefix ${key}/ --query 'length(Versions)'`);
  expect(Number(versions) > 0, `${bucket}/${key} has no versions left.`);
}

/** Whether a run is kept out by the lock file of another one. */
async function locksByFile(world, stack) {
  const lock = { ID: '11111111-2222-3333-4444-555555555555', Operation: 'OperationTypeApply', Who: 'somebody', Created: '2026-11-28T00:00:00Z' };
  await world.write('lock.json', lock);
  await world.sh(`aws s3 cp lock.json s3://prod-connectly/${stack}/terraform.tfstate.tflock`);
  const refusal = await world.fails(`terraform -chdir=${stack} plan -no-color`);
  expect(refusal.includes('Error acquiring the state lock'), `A lock file does not keep others out: ${refusal}`);
  await world.sh(`aws s3 rm s3://prod-connectly/${stack}/terraform.tfstate.tflock`);
}

const old = stack => backend(stack, { bucket: 'legacy-connectly', lock: { dynamodb_table: 'legacy-connectly-tf-lock' } });

export const stateMigration = {
  'state-copy': section({ roots: { checkout: { 'backend.tf': backend('checkout'), 'main.tf': data('this') } } }),

  'state-local-to-s3': section({
    roots: { reports: { 'main.tf': data('daily', 'weekly') } },
    // a second apply leaves the backup that the document removes
    prepare: world => world.sh('terraform -chdir=reports apply -auto-approve -refresh-only && cp -n reports/terraform.tfstate reports/terraform.tfstate.backup'),
    check: async world => {
      expect(await object(world, 'prod-connectly', 'reports'), 'The state is not in the bucket.');
      expect(!(await exists(world, 'reports/terraform.tfstate')), 'The state is still on the machine.');
    },
  }),

  'state-bucket': section({
    roots: { search: { 'backend.tf': old('search'), 'main.tf': data('this') } },
    check: world => gone(world, 'legacy-connectly', 'search'),
  }),

  'state-key': section({
    roots: { billing: { 'backend.tf': backend('billing'), 'main.tf': data('this') } },
    check: world => gone(world, 'prod-connectly', 'billing'),
  }),

  'state-split': section({
    seconds: 60,
    roots: {
      platform: {
        'backend.tf': backend('platform'), 'versions.tf': provider,
        'main.tf': `${logGroup('audit', '/platform/audit', 365)}\n${logGroup('access', '/platform/access', 90)}`,
      },
    },
    prepare: world => writeRoot(world, 'access-logs', { 'backend.tf': backend('access-logs'), 'versions.tf': provider }),
    after: ['platform', 'access-logs'],
  }),

  'state-split-without-import': section({
    roots: { identity: { 'backend.tf': backend('identity'), 'main.tf': data('users', 'seed') } },
    prepare: async world => {
      await writeRoot(world, 'identity', { 'main.tf': data('users') });
      await writeRoot(world, 'tokens', { 'backend.tf': backend('tokens'), 'main.tf': data('seed') });
    },
    after: ['identity', 'tokens'],
  }),

  'state-merge': section({
    seconds: 20,
    roots: {
      observability: { 'backend.tf': backend('observability'), 'main.tf': data('dashboards') },
      alarms: { 'backend.tf': backend('alarms'), 'main.tf': `${data('one')}\nresource "terraform_data" "each" {\n  for_each = toset(["a b", "c"])\n}\n` },
    },
    prepare: world =>
      writeRoot(world, 'observability', {
        'main.tf': `${data('dashboards', 'one')}\nresource "terraform_data" "each" {\n  for_each = toset(["a b", "c"])\n}\n`,
      }),
    after: ['observability'],
    check: world => gone(world, 'prod-connectly', 'alarms'),
  }),

  'state-moved': section({
    roots: {
      catalogue: {
        'backend.tf': backend('catalogue'),
        'main.tf': 'resource "terraform_data" "this" {\n  input = "catalogue"\n}\n\nresource "terraform_data" "index" {\n  input = "index"\n}\n',
      },
    },
    prepare: world => writeRoot(world, 'catalogue/index', { 'main.tf': 'resource "terraform_data" "this" {\n  input = "index"\n}\n' }),
  }),

  'state-import': {
    seconds: 40,
    endsClean: true,
    prepare: async world => {
      await stateBuckets(world);
      await world.sh('aws logs create-log-group --log-group-name /checkout/payments\naws logs put-retention-policy --log-group-name /checkout/payments --retention-in-days 30');
      await writeRoot(world, 'payments', { 'backend.tf': backend('payments'), 'versions.tf': provider });
    },
    check: async world => {
      const ids = await idsOf(world, ['payments']);
      expect(ids.join() === '/checkout/payments', `The state knows ${ids.join(', ')}.`);
    },
  },

  'state-removed': {
    ...section({
      seconds: 40,
      roots: { legacy: { 'backend.tf': backend('legacy'), 'versions.tf': provider, 'main.tf': logGroup('legacy', '/checkout/legacy', 30) } },
    }),
    check: async world => {
      expect((await idsOf(world, ['legacy'])).length === 0, 'The state still knows the log group.');
    },
  },

  'state-native-lock': section({
    roots: { orders: { 'backend.tf': backend('orders', { lock: { dynamodb_table: 'prod-connectly-tf-lock' } }), 'main.tf': data('this') } },
    check: async world => {
      await locksByFile(world, 'orders');
      await world.sh('terraform -chdir=orders apply -auto-approve -refresh-only');
      expect(!(await checksum(world, 'prod-connectly', 'orders')), 'The table still has a checksum.');
    },
  }),

  'state-version': section({
    roots: { ledger: { 'backend.tf': backend('ledger'), 'main.tf': data('accounts', 'entries') } },
    prepare: async world => {
      await world.sh('terraform -chdir=ledger state rm terraform_data.entries');
      await world.fails('terraform -chdir=ledger plan -detailed-exitcode');
    },
  }),

  'state-backend-back': section({
    roots: { invoices: { 'backend.tf': old('invoices'), 'main.tf': data('this') } },
    prepare: async world => {
      await writeRoot(world, 'invoices', { 'backend.tf': backend('invoices') });
      await world.sh('terraform -chdir=invoices init -migrate-state -force-copy');
    },
    check: world => gone(world, 'prod-connectly', 'invoices'),
  }),
};
