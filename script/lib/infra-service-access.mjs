/**
 * The stack service-access, asked: what may the roles of one service do with what is another's? Once by IAM's documented rules
 * (iam-evaluation.mjs) over the policies that Terraform applied, and once with Terraform as client of an emulator that enforces them.
 */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAllowed } from './iam-evaluation.mjs';
import { keepStateLocal } from './infra-emulate-stacks.mjs';
import { variableFiles } from './infra-stacks.mjs';
import { story } from './infra-story.mjs';
import { terraform } from './infra-workspace.mjs';

const account = '123456789012';
const region = 'ap-northeast-2';
const arn = (service, resource) => `arn:aws:${service}:${region}:${account}:${resource}`;
const owned = service => ({ 'aws:ResourceTag/Service': service });
const tagged = (service, environment = 'dev') => ({ 'aws:RequestTag/Service': service, 'aws:RequestTag/Environment': environment });
const bounded = { 'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/service-access/service-boundary` };
const state = service => `arn:aws:s3:::dev-connectly/services/${service}/terraform.tfstate`;
const role = name => `arn:aws:iam::${account}:role/${name}`;
const lock = service => ({ 'dynamodb:LeadingKeys': [`dev-connectly/services/${service}/terraform.tfstate`] });
const table = arn('dynamodb', 'table/dev-connectly-tf-lock');

/** What a role asks: who may it be of checkout's roles, then action, resource and the request's conditions. */
const questions = [
  // its own
  ['plan apply', 's3:GetObject', state('checkout')],
  ['plan apply', 's3:ListBucket', 'arn:aws:s3:::dev-connectly', { 's3:prefix': 'services/checkout/terraform.tfstate' }],
  ['plan apply', 's3:PutObject', `${state('checkout')}.tflock`],
  ['plan apply', 'dynamodb:PutItem', table, lock('checkout')],
  ['apply', 's3:PutObject', state('checkout')],
  ['apply', 'dynamodb:PutItem', table, { 'dynamodb:LeadingKeys': ['dev-connectly/services/checkout/terraform.tfstate-md5'] }],
  ['plan apply', 'ssm:GetParameter', arn('ssm', 'parameter/platform/network/vpc_id'), owned('network')],
  ['plan apply', 'ecs:DescribeServices', arn('ecs', 'service/platform/checkout-dev'), owned('checkout')],
  ['apply', 'ecs:UpdateService', arn('ecs', 'service/platform/checkout-dev'), owned('checkout')],
  ['apply', 'ecs:CreateService', arn('ecs', 'service/platform/checkout-dev'), tagged('checkout')],
  ['apply', 'rds:CreateDBInstance', arn('rds', 'db:checkout-dev'), tagged('checkout')],
  ['apply', 'rds:AddTagsToResource', arn('rds', 'db:checkout-dev'), tagged('checkout')],
  ['apply', 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:checkout-AbCdEf'), owned('checkout')],
  ['apply', 'kms:Decrypt', arn('kms', 'key/1'), { ...owned('kms'), 'kms:ViaService': `rds.${region}.amazonaws.com` }],
  ['apply', 's3:PutBucketPolicy', 'arn:aws:s3:::dev-connectly-checkout-dev-uploads'],
  ['apply', 'iam:CreateRole', role('checkout-dev-task'), { ...tagged('checkout'), ...bounded }],
  ['apply', 'iam:PutRolePolicy', role('checkout-dev-task'), { ...owned('checkout'), ...bounded }],
  ['apply', 'iam:PassRole', role('checkout-dev-task'), { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }],
  // a neighbour's
  ['', 's3:GetObject', state('ledger')],
  ['', 's3:PutObject', state('ledger')],
  ['', 's3:DeleteObject', `${state('ledger')}.tflock`],
  ['', 's3:GetObject', 'arn:aws:s3:::dev-connectly/network/terraform.tfstate'],
  ['', 's3:ListBucket', 'arn:aws:s3:::dev-connectly'],
  ['', 's3:ListBucket', 'arn:aws:s3:::dev-connectly', { 's3:prefix': 'services/ledger/' }],
  ['', 'dynamodb:DeleteItem', table, lock('ledger')],
  ['', 'dynamodb:GetItem', table, lock('ledger')],
  ['', 'dynamodb:Scan', table],
  ['', 'ecs:UpdateService', arn('ecs', 'service/platform/ledger-dev'), owned('ledger')],
  ['', 'ecs:CreateService', arn('ecs', 'service/platform/ledger-dev'), tagged('ledger')],
  ['', 'rds:DeleteDBInstance', arn('rds', 'db:ledger-dev'), owned('ledger')],
  ['', 'rds:AddTagsToResource', arn('rds', 'db:ledger-dev'), { ...owned('ledger'), ...tagged('checkout') }],
  ['', 'elasticloadbalancing:AddTags', arn('elasticloadbalancing', 'loadbalancer/app/checkout-dev/1'), { ...owned('checkout'), ...tagged('ledger') }],
  ['', 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:ledger-AbCdEf'), owned('ledger')],
  ['', 'logs:GetLogEvents', arn('logs', 'log-group:/services/ledger-dev'), owned('ledger')],
  ['', 's3:GetObject', 'arn:aws:s3:::dev-connectly-ledger-dev-uploads/order'],
  ['', 'iam:PutRolePolicy', role('ledger-dev-task'), { ...owned('ledger'), ...bounded }],
  ['', 'iam:PassRole', role('ledger-dev-task'), { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }],
  // the platform's, and more rights
  ['', 'ssm:PutParameter', arn('ssm', 'parameter/platform/network/vpc_id'), owned('network')],
  ['', 'ssm:GetParameter', arn('ssm', 'parameter/services/ledger/token')],
  ['', 'ecs:DeleteCluster', arn('ecs', 'cluster/platform'), owned('cluster')],
  ['', 'kms:Decrypt', arn('kms', 'key/1'), owned('kms')],
  ['', 'kms:ScheduleKeyDeletion', arn('kms', 'key/1'), owned('kms')],
  ['', 'rds:CreateDBInstance', arn('rds', 'db:checkout-prod'), tagged('checkout', 'prod')],
  ['', 'rds:CreateDBInstance', arn('rds', 'db:anything')],
  ['', 'iam:CreateRole', role('checkout-dev-task'), tagged('checkout')],
  ['', 'iam:AttachRolePolicy', role('checkout-dev-rds-monitoring'), { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' }],
  ['', 'iam:TagRole', role('checkout-dev-task'), tagged('ledger')],
  ['', 'iam:UpdateAssumeRolePolicy', role('service-access/apply-ledger'), owned('ledger')],
  ['', 'iam:PutRolePolicy', role('service-access/apply-checkout'), { ...owned('checkout'), ...bounded }],
  ['', 'iam:DeleteRolePermissionsBoundary', role('checkout-dev-task'), owned('checkout')],
  ['', 'sts:AssumeRole', role('service-access/apply-ledger')],
];

/** What a service could write for its own task role, and what the boundary leaves of it: everything, or nothing of it. */
const everything = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const boundedQuestions = [
  [true, 's3:GetObject', 'arn:aws:s3:::dev-connectly-checkout-dev-uploads/order'],
  [true, 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:checkout-AbCdEf'), owned('checkout')],
  [true, 'ssm:GetParameter', arn('ssm', 'parameter/platform/network/vpc_id'), owned('network')],
  [false, 's3:GetObject', state('ledger')],
  [false, 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:ledger-AbCdEf'), owned('ledger')],
  [false, 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:shared-AbCdEf'), owned('shared-rds')],
  [false, 'kms:ScheduleKeyDeletion', arn('kms', 'key/1'), owned('kms')],
  [false, 'ecs:UpdateService', arn('ecs', 'service/platform/ledger-dev'), owned('ledger')],
  [false, 'iam:CreateUser', `arn:aws:iam::${account}:user/somebody`],
  [false, 'iam:PutRolePermissionsBoundary', role('checkout-dev-task'), owned('checkout')],
  [false, 'sts:AssumeRole', role('service-access/apply-ledger')],
];

/** What the central repository's roles ask, in the same form. */
const platformQuestions = [
  ['plan apply', 's3:GetObject', 'arn:aws:s3:::dev-connectly/network/terraform.tfstate'],
  ['plan apply', 's3:PutObject', 'arn:aws:s3:::dev-connectly/network/terraform.tfstate.tflock'],
  ['plan apply', 'dynamodb:PutItem', table, { 'dynamodb:LeadingKeys': ['dev-connectly/network/terraform.tfstate'] }],
  ['plan apply', 'rds:DescribeDBInstances', arn('rds', 'db:ledger-dev'), owned('ledger')],
  ['plan apply', 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:platform/atlantis/oidc-AbCdEf'), owned('atlantis')],
  ['apply', 's3:PutObject', 'arn:aws:s3:::dev-connectly/network/terraform.tfstate'],
  ['apply', 'ec2:CreateVpc', arn('ec2', 'vpc/*')],
  ['apply', 'iam:PutRolePolicy', role('service-access/apply-ledger')],
  ['apply', 'kms:PutKeyPolicy', arn('kms', 'key/1'), owned('kms')],
  ['', 's3:GetObject', state('ledger')],
  ['', 's3:PutObject', state('ledger')],
  ['', 'dynamodb:PutItem', table, lock('ledger')],
  ['', 's3:GetObject', 'arn:aws:s3:::dev-connectly-ledger-dev-uploads/order'],
  ['', 's3:PutObject', 'arn:aws:s3:::dev-connectly-ledger-dev-uploads/order'],
  ['', 'logs:GetLogEvents', arn('logs', 'log-group:/services/ledger-dev'), owned('ledger')],
  ['', 'dynamodb:Scan', arn('dynamodb', 'table/orders')],
  ['', 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:ledger-AbCdEf'), owned('ledger')],
  ['', 'cloudtrail:StopLogging', arn('cloudtrail', 'trail/platform')],
  ['', 'iam:CreateUser', `arn:aws:iam::${account}:user/somebody`],
  ['', 'iam:CreateAccessKey', `arn:aws:iam::${account}:user/somebody`],
  ['', 'ecs:ExecuteCommand', arn('ecs', 'task/platform/1'), owned('portal')],
  ['', 'lambda:InvokeFunction', arn('lambda', 'function:ledger-dev-receipts'), owned('ledger')],
];

/** At least what AWS's policy ReadOnlyAccess allows. */
const readOnlyAccess = {
  Statement: [{ Effect: 'Allow', Action: ['*:BatchGet*', '*:Describe*', '*:Filter*', '*:Get*', '*:List*', '*:Query', '*:Receive*', '*:Scan'], Resource: '*' }],
};

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

const shown = ([, action, resource, context]) => `${action} on ${resource}${context ? ` with ${JSON.stringify(context)}` : ''}`;

/** The roles as Terraform applied them, by `plan` and `apply`, then by service; `platform` is the central repository's. */
function rolesOf({ values }) {
  const { resources } = values.root_module;
  const policies = name => resources.filter(one => one.type === 'aws_iam_policy' && one.name === name).map(one => JSON.parse(one.values.policy));
  const [boundary] = policies('boundary');
  const changing = policies('platform');
  const found = { boundary, plan: {}, apply: {} };
  for (const { type, name, index, values: one } of resources) {
    if (type === 'aws_iam_role' && name !== 'platform') found[name][index] = { ...found[name][index], boundary, tags: one.tags_all };
    if (type !== 'aws_iam_role_policy') continue;
    const own = JSON.parse(one.policy);
    if (name !== 'platform') found[name][index] = { ...found[name][index], policies: [own] };
    else found[index].platform = { policies: [own, readOnlyAccess, ...(index === 'apply' ? changing : [])] };
  }
  return found;
}

/** What the roles of one name answer otherwise than is asked for. */
function wrongAnswers(roles, name, asked) {
  const wrong = [];
  for (const question of asked) {
    const [allowed, action, resource, conditions] = question;
    for (const kind of ['plan', 'apply']) {
      const answer = isAllowed(roles[kind][name], { action, resource, context: conditions });
      if (answer !== allowed.includes(kind)) wrong.push(`${kind}-${name} ${answer ? 'may' : 'may not'} ${shown(question)}`);
    }
  }
  return wrong;
}

/** What the stack reads, without the stacks that publish it. */
const ground = {
  provider: { aws: { region } },
  resource: {
    aws_s3_bucket: { state: { bucket: 'dev-connectly', force_destroy: true } },
  },
  module: {
    bootstrap: {
      source: '../modules/contract-publish', stack: 'bootstrap', values: { state_bucket: 'dev-connectly', lock_table: 'dev-connectly-tf-lock' },
    },
    kms: { source: '../modules/contract-publish', stack: 'kms', values: { terraform_state_key_arn: arn('kms', 'key/1') } },
  },
};

/** A service's Terraform, with nothing in it but a state to keep. */
const root = (service, revision) => ({
  terraform: {
    backend: {
      s3: {
        bucket: 'dev-connectly', key: `services/${service}/terraform.tfstate`, region, use_lockfile: true, encrypt: true,
        skip_credentials_validation: true, skip_requesting_account_id: true, skip_metadata_api_check: true,
      },
    },
  },
  resource: { terraform_data: { this: { input: revision } } },
});

/** Credentials of a role, as Atlantis' own role gets them. */
async function assume(env, name) {
  const query = new URLSearchParams({
    Action: 'AssumeRole', Version: '2011-06-15', RoleArn: role(`service-access/${name}`), RoleSessionName: 'atlantis',
  });
  const response = await fetch(env.AWS_ENDPOINT_URL, {
    method: 'POST',
    body: query,
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/sts/aws4_request, SignedHeaders=host, Signature=0`,
    },
  });
  const text = await response.text();
  const part = tag => new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(text)?.[1].trim();
  expect(part('AccessKeyId'), `${name} cannot be assumed: ${text.slice(0, 300)}`);
  return { ...env, AWS_ACCESS_KEY_ID: part('AccessKeyId'), AWS_SECRET_ACCESS_KEY: part('SecretAccessKey'), AWS_SESSION_TOKEN: part('SessionToken') };
}

/** From now on the emulator asks IAM before it answers; `inf` ends that. */
async function enforce(env, after) {
  const response = await fetch(`${env.AWS_ENDPOINT_URL}/moto-api/reset-auth`, { method: 'POST', body: String(after) });
  expect(response.ok, `The emulator does not enforce: ${response.status}.`);
}

/** Runs Terraform on a service's state with a role, in a folder of its own. */
async function work(context, service, credentials, args, revision = 'first') {
  const cwd = join(context.workspace, 'services-at-work', service);
  await rm(cwd, { recursive: true, force: true });
  await mkdir(cwd, { recursive: true });
  await writeFile(join(cwd, 'main.tf.json'), JSON.stringify(root(service, revision)));
  await terraform(['init', '-no-color'], { cwd, env: credentials });
  return terraform([...args, '-no-color'], { cwd, env: credentials });
}

async function refused(run, what) {
  const output = await run.then(() => undefined, error => error.output ?? error.message);
  expect(output !== undefined, `${what} was allowed.`);
  expect(/AccessDenied|Access Denied|StatusCode: 403/.test(output), `${what} failed for another reason: ${output.slice(-600)}`);
}

/** Two services registered, each asked for what is the other's. */
export function serviceAccessStory(context) {
  const { workspace, env, tally } = context;
  const options = { cwd: join(workspace, 'stacks/service-access'), env };
  const roles = {};
  const credentials = {};
  return story(
    'service-access',
    [
      ['makes the roles of two services', async () => {
        const cwd = join(workspace, 'ground');
        await mkdir(cwd, { recursive: true });
        await writeFile(join(cwd, 'main.tf.json'), JSON.stringify(ground));
        for (const directory of [{ cwd, env }, options]) {
          if (directory === options) await keepStateLocal(options.cwd);
          await terraform(['init', '-no-color'], directory);
          const values = directory === options ? [...variableFiles('dev'), '-var=registrations=tests/fixtures/services'] : [];
          await terraform(['apply', '-auto-approve', '-no-color', ...values], directory);
        }
        Object.assign(roles, rolesOf(JSON.parse(await terraform(['show', '-json'], options))));
      }],
      ['IAM’s rules give each role what is its service’s, and nothing of a neighbour', () => {
        const wrong = wrongAnswers(roles, 'checkout', questions);
        expect(wrong.length === 0, wrong.join('\n'));
      }],
      ['the central repository’s roles make what stacks are, read no data, and leave services’ states alone', () => {
        const wrong = wrongAnswers(roles, 'platform', platformQuestions);
        expect(wrong.length === 0, wrong.join('\n'));
      }],
      ['the boundary holds a role that its service allowed everything', () => {
        const task = { policies: [everything], boundary: roles.boundary, tags: { Service: 'checkout' } };
        const wrong = boundedQuestions.filter(([allowed, action, resource, conditions]) => isAllowed(task, { action, resource, context: conditions }) !== allowed);
        expect(wrong.length === 0, wrong.map(question => `${question[0] ? 'denied' : 'allowed'}: ${shown(question)}`).join('\n'));
      }],
      ['enforced, each service applies its own state', async () => {
        for (const name of ['plan-checkout', 'apply-checkout', 'apply-ledger']) credentials[name] = await assume(env, name);
        await enforce(env, 0);
        for (const service of ['checkout', 'ledger']) await work(context, service, credentials[`apply-${service}`], ['apply', '-auto-approve']);
      }],
      ['enforced, a plan reads its state and writes none', async () => {
        await work(context, 'checkout', credentials['plan-checkout'], ['plan']);
        await refused(work(context, 'checkout', credentials['plan-checkout'], ['apply', '-auto-approve'], 'second'), 'An apply with the role that plans');
      }],
      ['enforced, a neighbour’s state is neither read nor written', async () => {
        await refused(work(context, 'ledger', credentials['plan-checkout'], ['plan', '-lock=false']), 'Reading a neighbour’s state');
        await refused(work(context, 'ledger', credentials['apply-checkout'], ['apply', '-auto-approve'], 'taken over'), 'Writing a neighbour’s state');
        const left = await work(context, 'ledger', credentials['apply-ledger'], ['state', 'pull']);
        expect(/"first"/.test(left) && !/taken over/.test(left), 'The neighbour’s state is not as it was.');
      }],
    ],
    tally,
  );
}

/** Services for the stack in a workspace: the checkout itself may have none. */
export async function registerServices(workspace) {
  await cp(join(workspace, 'stacks/service-access/tests/fixtures/services'), join(workspace, 'services'), { recursive: true });
}
