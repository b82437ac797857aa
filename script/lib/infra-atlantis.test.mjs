/** Run by script/infra test: whom the Atlantis of production works for, and how its image starts. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { readYaml } from './infra-contracts.mjs';
import { infrastructure } from './infra-workspace.mjs';

const execFileAsync = promisify(execFile);
const environments = ['dev', 'stg', 'prod'];
const valuesOf = async (stack, environment) =>
  JSON.parse(await readFile(join(infrastructure, 'stacks', stack, `${environment}.tfvars.json`), 'utf8'));

let directory;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'platform-atlantis-'));
});
after(() => rm(directory, { recursive: true, force: true }));

test('every account trusts the Atlantis of production, and that of no other', async () => {
  const { account_ids: accounts } = await valuesOf('atlantis', 'prod');
  assert.equal(new Set(Object.values(accounts)).size, environments.length, 'an environment is an account of its own');
  for (const environment of environments) {
    assert.equal((await valuesOf('service-access', environment)).atlantis_account_id, accounts.prod, environment);
    assert.deepEqual((await valuesOf('atlantis', environment)).account_ids, accounts, `atlantis in ${environment} names other accounts`);
  }
});

test('the network of production lets Atlantis reach AWS in every account it works in, and no other network does', async () => {
  const { account_ids: accounts } = await valuesOf('atlantis', 'prod');
  for (const environment of environments) {
    const { trusted_account_ids: trusted } = await valuesOf('network', environment);
    assert.deepEqual([...trusted].sort(), environment === 'prod' ? [accounts.dev, accounts.stg].sort() : [], environment);
  }
});

test('the image starts Atlantis behind the runner, with folders that a run of Terraform cannot enter', async () => {
  const image = await readFile(join(infrastructure, 'atlantis/Dockerfile'), 'utf8');
  const start = await readFile(join(infrastructure, 'atlantis/start-atlantis'), 'utf8');
  assert.match(start, /^exec node \/usr\/local\/lib\/runner\/runner\.mjs \\\n {2}atlantis server /m);
  assert.match(image, /chown -R atlantis:atlantis \/var\/atlantis \/tmp && chmod 0700 \/var\/atlantis \/tmp/);
  assert.match(image, /^VOLUME \["\/var\/atlantis\/data", "\/tmp", "\/sandboxes"\]$/m);
  const [, owner] = /PLATFORM_ATLANTIS_USER=(\d+)/.exec(image);
  const [, first, last] = /PLATFORM_TERRAFORM_USERS=(\d+)-(\d+)/.exec(image);
  assert.match(image, new RegExp(`^USER 0:${owner}$`, 'm'));
  assert.ok(Number(owner) < Number(first) && Number(first) < Number(last), 'Atlantis is none of them');
  const stack = await readFile(join(infrastructure, 'stacks/atlantis/server.tf'), 'utf8');
  assert.match(stack, new RegExp(`user = "0:${owner}"`));
});

test('the image has each provider that the policies let work, and looks for none elsewhere', async () => {
  const { settings } = await readYaml(join(infrastructure, 'policies/data/settings.yaml'));
  const brought = await readFile(join(infrastructure, 'atlantis/providers.tf'), 'utf8');
  for (const name of settings.providers.filter(one => !one.startsWith('builtin/'))) assert.match(brought, new RegExp(`source += "${name}"`));

  const folder = await mkdtemp(join(directory, 'providers-'));
  const ofImage = await readFile(join(infrastructure, 'atlantis/terraform.tfrc'), 'utf8');
  await writeFile(join(folder, 'image.tfrc'), ofImage.replace('/usr/local/share/terraform/providers', folder));
  await writeFile(join(folder, 'main.tf'), 'data "external" "theirs" {\n  program = ["id"]\n}\n');
  const env = { PATH: process.env.PATH, HOME: folder, TF_CLI_CONFIG_FILE: join(folder, 'image.tfrc') };
  await assert.rejects(execFileAsync('terraform', ['init', '-no-color', '-input=false'], { cwd: folder, env, timeout: 60_000 }), error => {
    const said = error.stderr.replace(/\s+/g, ' ');
    return said.includes(`not found in any of the search locations - ${folder}`) && !said.includes('could not connect');
  });
});

test('the image has the waivers as one file that holds nothing else, and not the files that pull requests wrote', async () => {
  const image = await readFile(join(infrastructure, 'atlantis/Dockerfile'), 'utf8');
  const [made, last] = image.split('\nFROM node:22.23-alpine3.22\n');
  assert.match(made, /^RUN node \/compile-waivers\.mjs \/policies\/waivers \/policies\/waivers\.json && rm -r \/policies\/waivers$/m);
  assert.match(last, /^COPY --from=policies \/policies \/etc\/atlantis\/policies$/m);
  assert.doesNotMatch(last, /^COPY infrastructure\/policies/m);
  // what Atlantis asks, and what that is made of
  assert.match(last, /^COPY .*infrastructure\/atlantis\/\*\.mjs \/usr\/local\/bin\/$/m);
});

/** What Atlantis answers by repository; each asked for with the token. */
async function lookForDrift(answers, services) {
  const registrations = await mkdtemp(join(directory, 'registrations-'));
  for (const name of services) await writeFile(join(registrations, `${name}.yaml`), `name: ${name}\nrepository: connectly/${name}\n`);
  const asked = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { Repository: repository, Ref, Type } = JSON.parse(body);
    asked.push(repository);
    assert.deepEqual([request.url, request.headers['x-atlantis-token'], Ref, Type], ['/api/drift/detect', 'token', 'main', 'Github']);
    const { status, ...rest } = answers[repository];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(rest));
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const env = {
    PATH: process.env.PATH,
    ATLANTIS_INTERNAL_URL: `http://127.0.0.1:${server.address().port}`,
    ATLANTIS_API_SECRET: 'token',
    PLATFORM_CENTRAL_REPOSITORY: 'connectly/platform',
  };
  const script = join(infrastructure, 'atlantis/detect-drift.mjs');
  const { code = 0, stdout } = await execFileAsync(process.execPath, [script, registrations], { env }).catch(error => error);
  server.close();
  const lines = stdout.trim().split('\n').map(line => JSON.parse(line));
  return { asked, code, found: lines.at(-1), states: Object.fromEntries(lines.slice(0, -1).map(line => [line.project ?? line.repository, line.state])) };
}

test('the look for drift reads what Atlantis answers, and takes a locked project for unknown', async () => {
  const { asked, code, found, states } = await lookForDrift(
    {
      'connectly/platform': {
        status: 207,
        data: {
          projects: [
            { project_name: 'network-dev', has_drift: false },
            { project_name: 'network-prod', has_drift: true, drift: { to_change: 1 } },
            { project_name: 'kms-dev', has_drift: false, error: 'This project is currently locked by an unapplied plan from pull #1' },
            { project_name: 'kms-prod', has_drift: true, error: 'policies must pass' },
          ],
        },
      },
      'connectly/checkout': { status: 200, data: { projects: [{ project_name: 'checkout-dev', has_drift: false }] } },
      'connectly/ledger': { status: 500, error: { message: 'clone failed' } },
    },
    ['checkout', 'ledger'],
  );
  assert.deepEqual(asked, ['connectly/platform', 'connectly/checkout', 'connectly/ledger']);
  assert.deepEqual(states, {
    'network-dev': 'clean', 'network-prod': 'drifted', 'kms-dev': 'unknown', 'kms-prod': 'drifted', 'checkout-dev': 'clean', 'connectly/ledger': 'failed',
  });
  assert.deepEqual(found, { clean: 2, drifted: 2, unknown: 1, failed: 1 });
  assert.equal(code, 1, 'a repository that could not be asked is a failure');
});

test('the look for drift ends well where everything could be asked', async () => {
  const { code, found } = await lookForDrift({ 'connectly/platform': { status: 200, data: { projects: [{ project_name: 'kms-dev', has_drift: false }] } } }, []);
  assert.equal(code, 0);
  assert.deepEqual(found, { clean: 1, drifted: 0, unknown: 0, failed: 0 });
});
