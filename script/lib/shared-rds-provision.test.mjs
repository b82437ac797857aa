/** Databases and users of services on the shared instance: provision.sh against a real PostgreSQL and a stand-in for the AWS CLI. */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { run } from './run.mjs';
import { isInstalled } from './tools.mjs';

const stack = join(root, 'infrastructure/stacks/shared-rds');
const provisionScript = join(stack, 'provision/provision.sh');

const contract = { endpoint: '127.0.0.1', admin_secret_arn: 'secret', database_checkout: 'checkout', database_order_archive: 'order-archive', database_night_run: 'night-run' };

/** Answers as `aws ssm get-parameter` and `aws secretsmanager get-secret-value` do with `--output text`. */
const awsStandIn = port => `#!/bin/sh
case "$1 $4" in
  "ssm /platform/shared-rds/port") echo ${port} ;;
${Object.entries(contract).map(([name, value]) => `  "ssm /platform/shared-rds/${name}") echo ${value} ;;`).join('\n')}
  "secretsmanager secret") echo '{"username":"dbadmin","password":"unused"}' ;;
  *) echo "ParameterNotFound" >&2; exit 254 ;;
esac
`;

const absent = (await Promise.all(['jq', 'psql'].map(async name => ((await isInstalled(name)) ? [] : [name])))).flat();
const server = absent.length === 0 ? await startPostgres() : undefined;
const skip = server ? false : `${absent.join(' and ') || 'PostgreSQL'} missing`;
let directory;
let env;

/** What a query answers, as a user of a database. */
const ask = (user, database, query) => psql(user, database, ['--command', query]);

const psql = (user, database, args) =>
  run('psql', ['--no-psqlrc', '--tuples-only', '--no-align', '--quiet', '--set', 'ON_ERROR_STOP=1', ...args], {
    env: { ...env, PGHOST: '127.0.0.1', PGPORT: new URL(server.url).port, PGUSER: user, PGDATABASE: database },
  }).then(output => output.trim());

const provision = (...services) => run(provisionScript, services, { env });

before(async () => {
  if (!server) return;
  directory = await mkdtemp(join(tmpdir(), 'platform-provision-'));
  await mkdir(join(directory, 'bin'));
  await writeFile(join(directory, 'bin/aws'), awsStandIn(new URL(server.url).port), { mode: 0o755 });
  // Without TLS: this server is on the loopback address and has no certificate.
  env = { ...process.env, PATH: `${join(directory, 'bin')}${delimiter}${process.env.PATH}`, PGSSLMODE: 'disable' };
  // The administrator of RDS is no superuser, and rds_iam is there from the start.
  await ask('postgres', 'postgres', 'CREATE ROLE dbadmin LOGIN CREATEDB CREATEROLE');
  await ask('postgres', 'postgres', 'CREATE ROLE rds_iam NOLOGIN');
  await ask('postgres', 'postgres', 'CREATE DATABASE platform OWNER dbadmin');
});

after(async () => {
  await server?.stop();
  if (directory) await rm(directory, { recursive: true, force: true });
});

test('a service gets a database of its own, and running again changes nothing', { skip }, async () => {
  await provision('checkout', 'order-archive');
  await ask('checkout', 'checkout', 'CREATE TABLE orders (id int); INSERT INTO orders VALUES (7)');
  await provision('checkout', 'order-archive');
  assert.equal(await ask('checkout', 'checkout', 'SELECT id FROM orders'), '7');
  assert.equal(await ask('order-archive', 'order-archive', 'SELECT current_database()'), 'order-archive');
});

test('a service does not get into its neighbour’s database', { skip }, async () => {
  await assert.rejects(ask('order-archive', 'checkout', 'SELECT 1'), /permission denied for database/);
});

test('a service signs in by IAM and is no administrator', { skip }, async () => {
  const roles = await ask('postgres', 'postgres', `SELECT string_agg(g.rolname, ',' ORDER BY g.rolname) FROM pg_auth_members m
    JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = 'checkout'`);
  assert.equal(roles, 'checkout_owner,rds_iam');
  await assert.rejects(ask('checkout', 'checkout', 'CREATE ROLE intruder'), /permission denied/);
  await assert.rejects(ask('checkout', 'checkout', 'CREATE DATABASE another'), /permission denied/);
});

test('what a service makes belongs to the role that cannot log in', { skip }, async () => {
  assert.equal(await ask('checkout', 'checkout', "SELECT tableowner FROM pg_tables WHERE tablename = 'orders'"), 'checkout_owner');
  await assert.rejects(ask('checkout_owner', 'checkout', 'SELECT 1'), /not permitted to log in/);
});

test('what the administrator must be a member of leads to no sign-in by IAM', { skip }, async () => {
  assert.equal(await ask('postgres', 'postgres', "SELECT pg_has_role('dbadmin', 'checkout_owner', 'MEMBER')"), 't');
  assert.equal(await ask('postgres', 'postgres', "SELECT pg_has_role('checkout_owner', 'rds_iam', 'MEMBER')"), 'f');
});

test('a query that runs too long is ended', { skip }, async () => {
  assert.equal(await ask('checkout', 'checkout', 'SHOW statement_timeout'), '1min');
});

test('a database with the name of before is renamed as the README says, and none is made beside it', { skip }, async () => {
  await psql('dbadmin', 'platform', ['--set', 'service=night_run', '--file', join(stack, 'provision/database.sql')]);
  await ask('night_run', 'night_run', 'CREATE TABLE runs (id int); INSERT INTO runs VALUES (3)');
  await assert.rejects(provision('night-run'), /night_run is there, from before/);
  assert.equal(await ask('postgres', 'postgres', "SELECT count(*) FROM pg_database WHERE datname = 'night-run'"), '0');

  const [, renaming] = /```sql\n([\s\S]*?)```/.exec(await readFile(join(stack, 'README.md'), 'utf8'));
  const file = join(directory, 'rename.sql');
  await writeFile(file, renaming.replaceAll('order_archive', 'night_run').replaceAll('order-archive', 'night-run'));
  await psql('dbadmin', 'platform', ['--file', file]);
  await provision('night-run');
  assert.equal(await ask('night-run', 'night-run', 'SELECT id FROM runs'), '3');
  await ask('night-run', 'night-run', 'CREATE TABLE more ()');
  assert.equal(await ask('postgres', 'postgres', "SELECT string_agg(rolname, ',' ORDER BY rolname) FROM pg_roles WHERE rolname LIKE 'night%'"), 'night-run,night-run_owner');
  assert.equal(await ask('postgres', 'night-run', "SELECT tableowner FROM pg_tables WHERE tablename = 'more'"), 'night-run_owner');
});

test('a service without a contract, or with a name that is none, is refused', { skip }, async () => {
  await assert.rejects(provision('search'), /ParameterNotFound/);
  await assert.rejects(provision('checkout; DROP DATABASE checkout'), /is no name of a service/);
  await assert.rejects(provision(), /needs the name of a service/);
});
