import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Controls } from './controls/Controls';
import { Administration } from './forge/Administration';
import { Forge } from './forge/Forge';
import { Seed } from './forge/Seed';
import { Urls } from './forge/Urls';
import { GitRepositories } from './git/GitRepositories';
import { ensureCertificate } from './server/certificate';
import { ForgeServer } from './server/ForgeServer';
import { Listener } from './server/Listener';
import { lockDirectory } from './server/lockDirectory';
import { Database } from './store/Database';

/**
 * How to start a forge.
 *
 * @public
 */
export interface ForgeOptions {
  /** Holds the database, the bare repositories and the certificate. Made when absent. */
  dataDirectory: string;
  /** 0 (the default) takes any free port. */
  port?: number;
  /** What people, git and programs reach it by, when not `localhost`. */
  host?: 'localhost' | '127.0.0.1';
  /** Accounts, organisations and repositories to bring it to before it answers. */
  seed?: Seed;
}

/**
 * A forge that answers.
 *
 * @public
 */
export interface RunningForge {
  readonly port: number;
  /** `http://localhost:PORT`: pages for people and, under `/api/v3`, REST. */
  readonly httpUrl: string;
  /** `https://localhost:PORT`: the same over TLS, for Atlantis and git. */
  readonly httpsUrl: string;
  /** PEM file for SSL_CERT_FILE, GIT_SSL_CAINFO and NODE_EXTRA_CA_CERTS. */
  readonly certificateFile: string;
  /** The addresses that it is bound to; loopback only. */
  readonly addresses: readonly string[];
  /** What tests switch and count. */
  readonly controls: Controls;
  /** Seeding without going through the API. */
  readonly admin: Administration;
  /** Resolves when every queued webhook was tried. */
  deliveriesSettled(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a forge: repairs what an abrupt end left half done, brings it to the
 * seed, and answers on the loopback addresses only.
 *
 * @throws Error when another forge runs on the same data, or the port is taken
 * @public
 */
export async function startForge(options: ForgeOptions): Promise<RunningForge> {
  const { dataDirectory } = options;
  await mkdir(dataDirectory, { recursive: true });
  const unlock = await lockDirectory(dataDirectory);
  try {
    const certificate = await ensureCertificate(dataDirectory);
    const controls = new Controls();
    // The port is part of every address that the forge writes, so it is bound
    // first; requests wait until the forge behind it is there.
    let ready: (server: ForgeServer) => void = () => {};
    const server = new Promise<ForgeServer>(resolve => {
      ready = resolve;
    });
    const listener = await Listener.create({
      port: options.port ?? 0,
      certificate,
      handler: async (request, response) =>
        (await server).handle(request, response),
    });
    const host = `${options.host ?? 'localhost'}:${listener.port}`;
    const urls = Urls.create(`http://${host}`, `https://${host}`);
    let forge: Forge;
    try {
      forge = await Forge.create({
        database: Database.open(join(dataDirectory, 'forge.sqlite')),
        git: await GitRepositories.create(join(dataDirectory, 'repositories')),
        urls,
        controls,
      });
      if (options.seed) await new Administration(forge).seed(options.seed);
      ready(await ForgeServer.create(forge, dataDirectory));
    } catch (error) {
      await listener.close();
      throw error;
    }
    return {
      port: listener.port,
      httpUrl: urls.web,
      httpsUrl: urls.clone,
      certificateFile: certificate.file,
      addresses: listener.addresses,
      controls,
      admin: new Administration(forge),
      deliveriesSettled: () => forge.dispatcher.idle(),
      close: async () => {
        await listener.close();
        await forge.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}
