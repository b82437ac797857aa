/** State and its locks. */
import { apply, init, makeBucket, nothing, remoteState } from './parts.mjs';

/** A root that holds its lock for as long as its apply waits. */
export const slow = { resource: { terraform_data: { this: { provisioner: { 'local-exec': { command: 'touch started; sleep 60' } } } } } };

/** Starts an apply, kills it once it holds the lock, and leaves the lock behind. */
export const interrupt = `${apply} >/dev/null 2>&1 & holder=$!
while ! test -e started; do sleep 0.2; done
pkill -KILL -P $holder || true; kill -KILL $holder; wait $holder 2>/dev/null || true`;

/** Takes the lock's id from the message, as the entry tells. */
const lockId = world => {
  world.env.LOCK_ID = /ID:\s+([0-9a-f-]{36})/.exec(world.message)[1];
};

const locked = (bucket, lock, table) => ({
  prepare: async world => {
    await world.sh(makeBucket(bucket));
    if (table) await world.sh(makeTable(table));
    await world.write('backend.tf.json', remoteState(bucket, lock));
    await world.write('main.tf.json', slow);
    await world.sh(`${init}\n${interrupt}`);
    await world.write('main.tf.json', nothing());
  },
  command: apply,
  edit: lockId,
});

/** A copy of a root's state that somebody took, before somebody else applied. */
const takeCopy = async world => {
  await world.sh(`${init}\n${apply}\nterraform state pull > copy.tfstate`);
  await world.write('main.tf.json', nothing('second'));
  await world.sh(apply);
};

/** The table as the stack bootstrap makes it. */
const makeTable = table =>
  `aws dynamodb create-table --table-name ${table} --billing-mode PAY_PER_REQUEST \\
  --attribute-definitions AttributeName=LockID,AttributeType=S --key-schema AttributeName=LockID,KeyType=HASH`;

export const state = {
  'state-locked': { seconds: 8, ...locked('locked-s3', { use_lockfile: true }) },

  'state-locked-table': {
    seconds: 9,
    ...locked('locked-table', { dynamodb_table: 'locked-table-tf-lock' }, 'locked-table-tf-lock'),
  },

  'lock-half-held': {
    seconds: 7,
    prepare: async world => {
      const bucket = 'half-held';
      await world.sh(`${makeBucket(bucket)}\n${makeTable('half-held-tf-lock')}`);
      const both = { use_lockfile: true, dynamodb_table: 'half-held-tf-lock' };
      await world.write('main.tf.json', { ...remoteState(bucket, both), ...nothing() });
      await world.sh(`${init}\n${apply}`);
      // a run that was killed when it had the file and not yet the item
      const ID = '3f2c5c0e-9d3b-4a55-8f0e-2d1c7a9b6e44';
      const lock = { ID, Operation: 'OperationTypeApply', Who: 'jiwoo@laptop', Created: '2026-11-28T03:00:00Z', Path: `${bucket}/checkout/terraform.tfstate` };
      await world.write('lock.json', lock);
      await world.sh(`aws s3 cp lock.json s3://${bucket}/checkout/terraform.tfstate.tflock`);
      const held = await world.fails('terraform plan -no-color');
      world.env.LOCK_ID = /ID:\s+([0-9a-f-]{36})/.exec(held)[1];
    },
    cause: world => world.fails('terraform force-unlock -force "$LOCK_ID"'),
    gone: world => world.sh(apply),
  },

  'state-digest': {
    seconds: 8,
    env: { BUCKET: 'digest', KEY: 'checkout/terraform.tfstate', TABLE: 'digest-tf-lock' },
    prepare: async world => {
      const root = input => ({ ...remoteState('digest', { dynamodb_table: 'digest-tf-lock' }), ...nothing(input) });
      await world.sh(`${makeBucket('digest')}\n${makeTable('digest-tf-lock')}`);
      await world.write('main.tf.json', root('first'));
      // not locked: a request that is sent once more would find its own lock
      await world.sh(`${init}\n${apply} -lock=false\naws s3 cp s3://$BUCKET/$KEY old.tfstate`);
      await world.write('main.tf.json', root('second'));
      // somebody puts an earlier version back by hand, past the table
      await world.sh(`${apply} -lock=false\naws s3 cp old.tfstate s3://$BUCKET/$KEY`);
    },
    command: 'terraform plan -no-color',
    edit: world => {
      world.env.DIGEST = /Calculated checksum: ([0-9a-f]{32})/.exec(world.message)[1];
    },
  },

  'backend-changed': {
    seconds: 4,
    prepare: async world => {
      await world.write('main.tf.json', nothing());
      await world.sh(`${makeBucket('backend-old')}\n${makeBucket('backend-new')}`);
      await world.write('backend.tf.json', remoteState('backend-old'));
      await world.sh(`${init}\n${apply}`);
      await world.write('backend.tf.json', remoteState('backend-new'));
    },
    command: 'terraform plan -no-color -detailed-exitcode',
  },

  'state-serial': {
    seconds: 3,
    files: { 'main.tf.json': nothing() },
    prepare: takeCopy,
    command: 'terraform state push copy.tfstate',
  },

  'state-lineage': {
    seconds: 3,
    files: { 'main.tf.json': nothing() },
    prepare: async world => {
      await takeCopy(world);
      const copy = JSON.parse(await world.sh('cat copy.tfstate'));
      await world.write('copy.tfstate', { ...copy, lineage: '00000000-0000-0000-0000-000000000000', serial: 99 });
    },
    command: 'terraform state push copy.tfstate',
  },

  'stale-plan': {
    seconds: 3,
    files: { 'main.tf.json': nothing() },
    prepare: async world => {
      await world.sh(`${init}\n${apply}`);
      await world.write('main.tf.json', nothing('second'));
      await world.sh(`terraform plan -no-color -out=plan.bin\n${apply}`);
    },
    command: 'terraform apply -no-color plan.bin',
  },

  'state-bucket-missing': {
    seconds: 3,
    prepare: async world => {
      const { terraform } = remoteState(undefined);
      await world.sh(makeBucket('dev-connectly'));
      await world.write('main.tf.json', { terraform, ...nothing() });
    },
    cause: world => world.fails(`${init} -backend-config=bucket=dev-conectly`),
    gone: world => world.sh('terraform plan -no-color'),
  },
};
