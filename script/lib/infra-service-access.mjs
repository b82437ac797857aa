/**
 * The stack service-access, asked: what may the roles of one service do with what is another's? Once by IAM's documented rules
 * (iam-evaluation.mjs) over the policies that Terraform applied, and once with Terraform as client of an emulator that enforces them.
 */
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAllowed } from './iam-evaluation.mjs';
import { keepStateLocal } from './infra-emulate-stacks.mjs';
import { variableFiles } from './infra-environments.mjs';
import { account, arn, boundedQuestions, everything, moduleQuestions, otherTagQuestions, platformQuestions, questions, region, role } from './infra-service-access-questions.mjs';
import { listModules } from './infra-modules.mjs';
import { story } from './infra-story.mjs';
import { terraform } from './infra-workspace.mjs';

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
  const managed = {};
  const found = { boundary, plan: {}, apply: {}, unregistered: {} };
  for (const { type, name, index = 'plan', values: one } of resources) {
    if (type === 'aws_iam_policy' && name === 'apply') managed[index] = JSON.parse(one.policy);
    if (type === 'aws_iam_role' && name !== 'platform') found[name][index] = { ...found[name][index], boundary, tags: one.tags_all, arn: one.arn };
    if (type !== 'aws_iam_role_policy') continue;
    const own = JSON.parse(one.policy);
    if (name !== 'platform') found[name][index] = { ...found[name][index], policies: [own] };
    else found[index].platform = { policies: [own, readOnlyAccess, ...(index === 'apply' ? changing : [])] };
  }
  for (const [service, policy] of Object.entries(managed)) found.apply[service].policies.push(policy);
  return found;
}

/** The conditions of a request that no AWS service makes on the caller's behalf, where the question says nothing else. */
const asCaller = conditions => ({ 'aws:ViaAWSService': 'false', ...conditions });

/** What the roles of one name answer otherwise than is asked for. */
function wrongAnswers(roles, name, asked) {
  const wrong = [];
  for (const question of asked) {
    const [allowed, action, resource, conditions] = question;
    for (const kind of ['plan', 'apply']) {
      const answer = isAllowed(roles[kind][name], { action, resource, context: asCaller(conditions) });
      if (answer !== allowed.includes(kind)) wrong.push(`${kind}-${name} ${answer ? 'may' : 'may not'} ${shown(question)}`);
    }
  }
  return wrong;
}

/** What checkout's task, whose service allowed it everything, answers otherwise than is asked for. A session's tag wins over the role's. */
function wrongOfTask(boundary, tag, asked) {
  const task = { policies: [everything], boundary, tags: { Service: tag }, arn: role('checkout-dev-task') };
  return asked
    .filter(([allowed, action, resource, conditions]) => isAllowed(task, { action, resource, context: asCaller(conditions) }) !== allowed)
    .map(question => `${question[0] ? 'denied' : 'allowed'}: ${shown(question)}`);
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
      ['a service can apply each of the platform’s modules, and only as its own', async () => {
        const unasked = (await listModules()).filter(name => !moduleQuestions[name]);
        expect(unasked.length === 0, `infra-service-access-questions.mjs asks nothing about ${unasked.join(', ')}.`);
        const wrong = wrongAnswers(roles, 'checkout', Object.values(moduleQuestions).flat());
        expect(wrong.length === 0, wrong.join('\n'));
      }],
      ['the central repository’s roles make what stacks are, read no data, and leave services’ states alone', () => {
        const wrong = wrongAnswers(roles, 'platform', platformQuestions);
        expect(wrong.length === 0, wrong.join('\n'));
      }],
      ['the role before a registration reads contracts, and no state', () => {
        const asked = [
          [true, 'ssm:GetParameter', arn('ssm', 'parameter/platform/network/vpc_id')],
          [false, 'ssm:GetParameter', arn('ssm', 'parameter/services/checkout/secret')],
          [false, 's3:GetObject', 'arn:aws:s3:::dev-connectly/services/checkout/terraform.tfstate'],
          [false, 's3:PutObject', 'arn:aws:s3:::dev-connectly/services/unregistered/terraform.tfstate'],
          [false, 'dynamodb:PutItem', arn('dynamodb', 'table/dev-connectly-tf-lock')],
          [false, 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:platform/atlantis/github')],
          [false, 'ecs:CreateService', '*'],
        ];
        const wrong = asked.filter(([allowed, action, resource]) => isAllowed(roles.unregistered.plan, { action, resource, context: asCaller({}) }) !== allowed);
        expect(wrong.length === 0, `plan-unregistered: ${wrong.map(question => shown(question)).join('; ')}`);
      }],
      ['the boundary holds a role that its service allowed everything', () => {
        const wrong = wrongOfTask(roles.boundary, 'checkout', boundedQuestions);
        expect(wrong.length === 0, wrong.join('\n'));
      }],
      ['a tag of the session makes no role another service’s', () => {
        const wrong = wrongOfTask(roles.boundary, 'ledger', otherTagQuestions);
        expect(wrong.length === 0, wrong.join('\n'));
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
