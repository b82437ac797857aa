/** A PostgreSQL of the tests' own, on a free port of the loopback address, gone when they are done. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './ports.mjs';
import { run } from './run.mjs';

async function findPrograms() {
  const roots = await readdir('/usr/lib/postgresql').catch(() => []);
  const versions = roots.sort((left, right) => Number(right) - Number(left));
  return versions.map(version => join('/usr/lib/postgresql', version, 'bin')).find(bin => existsSync(join(bin, 'initdb')));
}

/** PostgreSQL refuses to run as root, so it gets the system's own unprivileged account. */
async function account() {
  if (process.getuid() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const ids = await run('sh', ['-c', `id -u ${name} && id -g ${name}`]).catch(() => undefined);
    if (ids) {
      const [uid, gid] = ids.trim().split('\n').map(Number);
      return { uid, gid };
    }
  }
  return {};
}

function runAs(owner, program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...owner, stdio: 'ignore', cwd: '/' });
    child.on('error', reject);
    child.on('close', code => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))));
  });
}

/**
 * Sorts texts as most servers do, and not by code point as the locale C does: what relies on that is noticed. The C library's
 * locales are not on every machine; ICU's come with PostgreSQL 15 and newer.
 */
async function locale(bin) {
  const help = await run(join(bin, 'initdb'), ['--help']);
  return help.includes('--icu-locale') ? ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-US'] : ['--locale=C'];
}

/**
 * Lets `dbadmin` in with a password and TLS only, as RDS does.
 *
 * @returns {Promise<string[]>} settings of the server
 */
async function secure(directory, data, owner, { certificateFile, keyFile }) {
  const [certificate, key] = [join(directory, 'server.pem'), join(directory, 'server-key.pem')];
  await copyFile(certificateFile, certificate);
  await copyFile(keyFile, key);
  if (owner.uid !== undefined) await chown(key, owner.uid, owner.gid);
  const rules = join(data, 'pg_hba.conf');
  const known = await readFile(rules, 'utf8');
  await writeFile(rules, `hostssl all dbadmin all scram-sha-256\nhost all dbadmin all reject\n${known}`);
  return ['-c', 'ssl=on', '-c', `ssl_cert_file=${certificate}`, '-c', `ssl_key_file=${key}`];
}

/**
 * @param {{ tls?: { certificateFile: string, keyFile: string, password: string } }} [options] with `tls` there is also `dbadmin`, as RDS
 *   makes its first user: may make databases and roles, and is no superuser. Its key file must be nobody else's.
 * @returns {Promise<{ url: string, bin: string, stop: () => Promise<void> } | undefined>} `bin` holds its programs; undefined where PostgreSQL
 *   is not installed
 */
export async function startPostgres({ tls } = {}) {
  const bin = await findPrograms();
  if (!bin) return undefined;
  const directory = await mkdtemp(join(tmpdir(), 'portal-postgres-'));
  const owner = await account();
  if (owner.uid !== undefined) await chown(directory, owner.uid, owner.gid);
  const data = join(directory, 'data');
  await runAs(owner, join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8', ...(await locale(bin))]);
  const settings = tls ? await secure(directory, data, owner, tls) : [];
  const port = await freePort();
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', directory, '-c', 'fsync=off', '-c', 'max_connections=200', ...settings],
    { ...owner, stdio: 'ignore', cwd: '/' },
  );
  const ended = new Promise(resolve => server.on('close', resolve));
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const ready = await run(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).then(() => true, () => false);
    if (ready) break;
    await sleep(100);
  }
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  if (tls) {
    const password = `'${tls.password.replaceAll("'", "''")}'`;
    await run(join(bin, 'psql'), [url, '-qc', `create role dbadmin login createdb createrole password ${password}`]);
  }
  return {
    url,
    bin,
    stop: async () => {
      server.kill('SIGINT');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}
