import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Seed } from './forge/Seed';
import { startForge } from './startForge';

const usage = `Usage: forge serve --data DIR [--port P] [--seed FILE]
       forge seed --data DIR --file FILE

serve  Runs the forge on the loopback addresses of this machine. Writes one
       line of JSON when it answers, ends on SIGINT or SIGTERM.
seed   Brings the forge in DIR, which must not be running, to what FILE says.
`;

/**
 * The command line of the forge.
 *
 * @returns the exit status
 * @public
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      port: { type: 'string', default: '0' },
      seed: { type: 'string' },
      file: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [command] = positionals;
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const port = Number(values.port);
  if (!values.data || !Number.isInteger(port) || port < 0 || port > 65535) {
    process.stderr.write(usage);
    return 2;
  }
  switch (command) {
    case 'serve':
      return serve(values.data, port, values.seed);
    case 'seed': {
      if (!values.file) break;
      const seed = await readSeed(values.file);
      const forge = await startForge({ dataDirectory: values.data, seed });
      await forge.close();
      return 0;
    }
    default:
  }
  process.stderr.write(usage);
  return 2;
}

async function readSeed(file: string): Promise<Seed> {
  return JSON.parse(await readFile(file, 'utf8'));
}

async function serve(
  dataDirectory: string,
  port: number,
  seedFile: string | undefined,
): Promise<number> {
  const asked = new Promise<void>(resolve => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  const forge = await startForge({
    dataDirectory,
    port,
    ...(seedFile ? { seed: await readSeed(seedFile) } : {}),
  });
  process.stdout.write(
    `${JSON.stringify({
      event: 'ready',
      pid: process.pid,
      port: forge.port,
      httpUrl: forge.httpUrl,
      httpsUrl: forge.httpsUrl,
      certificateFile: forge.certificateFile,
      // Said aloud: nothing outside this machine can reach the forge.
      boundTo: forge.addresses,
    })}\n`,
  );
  await asked;
  await forge.close();
  return 0;
}
