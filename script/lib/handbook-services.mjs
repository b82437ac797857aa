/** What reproductions share, started when the first one asks for it: emulators, the AWS command line, Atlantis with its forge, the portal. */
import { existsSync } from 'node:fs';
import { dirname, delimiter, join } from 'node:path';
import { startAtlantisWorld } from './handbook-atlantis.mjs';
import { startPortalOn } from './handbook-portal.mjs';
import { emulatorEnvironment, startEmulator } from './infra-emulator.mjs';
import { cache, root } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { ensureGoTool, ensurePython, isInstalled } from './tools.mjs';
import { ensureToolchain } from './toolchain.mjs';

const region = 'ap-northeast-2';

export class Services {
  #started = new Map();
  #stops = [];

  /** One of a kind, however many ask at once. */
  #once(name, start) {
    if (!this.#started.has(name)) this.#started.set(name, start());
    return this.#started.get(name);
  }

  /** What of a reproduction's needs cannot be had on this machine. */
  async missing(needs) {
    const absent = [];
    if (needs.some(need => ['atlantis', 'conftest'].includes(need)) && !(await isInstalled('go'))) absent.push('go');
    if (needs.some(need => ['atlantis', 'platform'].includes(need))) {
      if (!existsSync(join(root, 'node_modules/@backstage/cli'))) absent.push('dependencies');
    }
    if (needs.includes('postgres') && !(await this.postgres('first'))) absent.push('PostgreSQL');
    return absent;
  }

  async #emulator() {
    const server = await startEmulator();
    this.#stops.push(server.stop);
    return server.port;
  }

  /** The environment of a reproduction. */
  async environment(needs) {
    const start = async () => emulatorEnvironment(await this.#emulator());
    const base = await (needs.includes('own') ? start() : this.#once('emulator', start));
    const aws = await this.#once('aws', () => ensurePython('awscli', join(root, 'script/tools/python/awscli.txt')));
    const path = [aws];
    if (needs.includes('conftest')) path.push(dirname(await this.#once('conftest', () => ensureGoTool('conftest'))));
    if (needs.includes('platform')) path.push(dirname((await this.#once('toolchain', ensureToolchain)).node));
    // the command line takes an empty name for that of a profile
    const { AWS_PROFILE, ...env } = base;
    return {
      ...env,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_PAGER: '',
      PATH: [...path, base.PATH].join(delimiter),
    };
  }

  /** A PostgreSQL server by a name; nothing where it is not installed. */
  postgres(name) {
    return this.#once(`postgres ${name}`, async () => {
      const server = await startPostgres();
      if (server) this.#stops.push(server.stop);
      return server;
    });
  }

  /** A portal with its forge, on a PostgreSQL and in a directory of the caller's. */
  async portal(options) {
    const started = await startPortalOn(options);
    this.#stops.push(started.stop);
    return started;
  }

  /** An Atlantis by a name, with a forge of its own. */
  atlantis(name = 'first') {
    return this.#once(`atlantis ${name}`, async () => {
      const [program] = await Promise.all([ensureGoTool('atlantis'), ensureGoTool('conftest')]);
      const started = await startAtlantisWorld({
        program,
        toolchain: await this.#once('toolchain', ensureToolchain),
        env: await this.environment(['conftest']),
        bin: join(cache, 'bin'),
      });
      this.#stops.push(started.stop);
      return started;
    });
  }

  async stop() {
    for (const stop of this.#stops.reverse()) await stop();
  }
}
