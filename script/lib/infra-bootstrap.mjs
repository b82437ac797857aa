/**
 * The stack bootstrap as its README tells it, executed: from nothing (local state, then moved into the bucket that it made), taking
 * over what was made by hand, and getting a lost state back. Each on an emulator of its own.
 */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keepStateLocal, planAgain } from './infra-emulate-stacks.mjs';
import { variableFiles } from './infra-environments.mjs';
import { story } from './infra-story.mjs';
import { terraform } from './infra-workspace.mjs';

const key = 'bootstrap/terraform.tfstate';

/** Asks the emulator's S3, as the AWS command line would. */
async function s3(env, method, path, headers = {}) {
  const response = await fetch(`${env.AWS_ENDPOINT_URL}/${path}`, {
    method,
    headers: {
      ...headers,
      // The emulator finds the service in the credential's scope and does not check the signature.
      authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/ap-northeast-2/s3/aws4_request, SignedHeaders=host, Signature=0',
    },
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Ids of an object's versions, newest first. */
async function versionsOf(env, bucket, name) {
  const { text } = await s3(env, 'GET', `${bucket}?versions&prefix=${encodeURIComponent(name)}`);
  return [...text.matchAll(/<Version>(.*?)<\/Version>/gs)]
    .map(([, version]) => ({ key: /<Key>(.*?)<\/Key>/.exec(version)?.[1], id: /<VersionId>(.*?)<\/VersionId>/.exec(version)?.[1] }))
    .filter(version => version.key === name)
    .map(({ id }) => id);
}

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

/** An account without anything: the bucket that holds the stack's state is made by the stack. */
export function bootstrapFromNothing({ workspace, env, tally }) {
  const cwd = join(workspace, 'stacks/bootstrap');
  const options = { cwd, env };
  const values = variableFiles('dev');
  const bucket = 'dev-connectly';
  return story(
    'bootstrap from nothing',
    [
      ['starts with its state on the machine', async () => {
        await keepStateLocal(cwd);
        await terraform(['init', '-no-color'], options);
        await terraform(['apply', '-auto-approve', '-no-color', ...values], options);
      }],
      ['moves its state into its own bucket', async () => {
        const { resources } = JSON.parse(await readFile(join(cwd, 'terraform.tfstate'), 'utf8'));
        await rm(join(cwd, 'backend_override.tf.json'));
        await terraform(['init', '-no-color', '-migrate-state', '-force-copy', '-backend-config=../../environments/dev.s3.tfbackend'], options);
        for (const file of ['terraform.tfstate', 'terraform.tfstate.backup']) await rm(join(cwd, file), { force: true });
        const moved = await s3(env, 'GET', `${bucket}/${key}`);
        expect(moved.status === 200, `${bucket}/${key} cannot be read: ${moved.status}.`);
        const same = JSON.stringify(JSON.parse(moved.text).resources) === JSON.stringify(resources);
        expect(same && resources.length > 0, `${bucket}/${key} is not the state that was on the machine.`);
      }],
      ['plans no change from there', () => planAgain(options, values)],
      ['a deleted state is missed, and comes back from its version', async () => {
        const [latest] = await versionsOf(env, bucket, key);
        await s3(env, 'DELETE', `${bucket}/${key}`);
        const lost = await terraform(['state', 'list', '-no-color'], options).then(output => output.trim() === '', () => true);
        expect(lost, 'The state was deleted, and Terraform still reads one.');
        // Not by removing the delete marker: the bucket's policy keeps every version.
        const { status } = await s3(env, 'PUT', `${bucket}/${key}`, { 'x-amz-copy-source': `/${bucket}/${key}?versionId=${latest}` });
        expect(status === 200, `The version cannot be copied: ${status}.`);
        await planAgain(options, values);
      }],
      ['a damaged state is put right from an earlier version', async () => {
        const [good] = await versionsOf(env, bucket, key);
        await terraform(['state', 'rm', '-no-color', 'aws_dynamodb_table.lock'], options);
        const damaged = await planAgain(options, values).then(() => false, () => true);
        expect(damaged, 'The table was taken out of the state, and the plan does not show it.');
        const { text } = await s3(env, 'GET', `${bucket}/${key}?versionId=${good}`);
        await writeFile(join(cwd, 'good.tfstate'), text);
        await terraform(['state', 'push', '-force', 'good.tfstate'], options);
        await planAgain(options, values);
      }],
      ['a stack after kms keeps its state under the platform’s key, this one under S3’s own', async () => {
        const later = join(workspace, 'later');
        await mkdir(later, { recursive: true });
        await cp(join(workspace, 'stacks/network/backend.tf'), join(later, 'backend.tf'));
        await writeFile(join(later, 'main.tf.json'), JSON.stringify({ resource: { terraform_data: { this: {} } } }));
        await terraform(['init', '-no-color', '-backend-config=../environments/dev.s3.tfbackend'], { cwd: later, env });
        await terraform(['apply', '-auto-approve', '-no-color'], { cwd: later, env });
        const encryption = async name => {
          const { headers } = await s3(env, 'HEAD', `${bucket}/${name}`);
          return ['', '-aws-kms-key-id'].map(end => headers.get(`x-amz-server-side-encryption${end}`)).join(' ').trim();
        };
        const [own, others] = [await encryption(key), await encryption('network/terraform.tfstate')];
        expect(own === 'AES256', `The state of bootstrap is encrypted by ${own}.`);
        expect(others === 'aws:kms alias/platform-terraform-state', `The state of network is encrypted by ${others}.`);
      }],
      ['no lock is left behind', async () => {
        const { text } = await s3(env, 'GET', `${bucket}?list-type=2`);
        expect(!text.includes('.tflock'), 'A lock file is still in the bucket.');
      }],
    ],
    tally,
  );
}

/** An account of today: bucket and table were made by hand, with less than the stack wants, and hold states already. */
export function bootstrapFromHandMade({ workspace, env, tally }) {
  const options = { cwd: join(workspace, 'stacks/bootstrap'), env };
  const values = variableFiles('prod');
  const state = { version: 4, terraform_version: '1.11.4', serial: 7, lineage: 'by-hand', outputs: {}, resources: [] };
  return story(
    'bootstrap from what was made by hand',
    [
      ['the hand-made bucket and table hold a state', async () => {
        const cwd = join(workspace, 'by-hand');
        await mkdir(cwd, { recursive: true });
        const root = {
          provider: { aws: { region: 'ap-northeast-2' } },
          resource: {
            aws_s3_bucket: { state: { bucket: 'prod-connectly' } },
            aws_s3_object: { network: { bucket: '${aws_s3_bucket.state.id}', key: 'network/terraform.tfstate', content: JSON.stringify(state) } },
            aws_dynamodb_table: {
              lock: { name: 'prod-connectly-tf-lock', hash_key: 'LockID', read_capacity: 1, write_capacity: 1, attribute: [{ name: 'LockID', type: 'S' }] },
            },
          },
        };
        await writeFile(join(cwd, 'main.tf.json'), JSON.stringify(root));
        await terraform(['init', '-no-color'], { cwd, env });
        await terraform(['apply', '-auto-approve', '-no-color'], { cwd, env });
      }],
      ['plans to take over both and to destroy nothing', async () => {
        await terraform(['init', '-no-color'], options);
        await terraform(['plan', '-no-color', '-out=plan', ...values], options);
        const { resource_changes: changes } = JSON.parse(await terraform(['show', '-json', 'plan'], options));
        const imported = changes.filter(({ change }) => change.importing).map(({ address }) => address).sort();
        expect(imported.join() === 'aws_dynamodb_table.lock,aws_s3_bucket.state', `It imports ${imported.join(', ') || 'nothing'}.`);
        const destroyed = changes.filter(({ change }) => change.actions.includes('delete')).map(({ address }) => address);
        expect(destroyed.length === 0, `It destroys ${destroyed.join(', ')}.`);
      }],
      ['takes over both', () => terraform(['apply', '-no-color', 'plan'], options)],
      ['plans no change after it', () => planAgain(options, values)],
      ['the states in the bucket are as they were', async () => {
        const { text } = await s3(env, 'GET', 'prod-connectly/network/terraform.tfstate');
        expect(text === JSON.stringify(state), 'The state of another stack has changed.');
      }],
    ],
    tally,
  );
}
