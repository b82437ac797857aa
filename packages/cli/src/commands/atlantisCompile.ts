import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { compileAtlantis, readRegistrations } from '@connectly/plugin-platform-node';
import { printResult } from '../output';
import { findCheckout, readConfiguration } from '../settings';

/** `platform atlantis compile`: registrations → `repos.yaml`. */
export async function compileAtlantisCommand(options: {
  registrations: string;
  out: string;
  policies?: string;
  profiles?: boolean;
  mayCommand?: string;
  checkWaivers?: string;
  json?: boolean;
}) {
  const files = await readRegistrations(resolve(options.registrations));
  // what is compiled goes to the organisation's server, whatever runs on this machine
  const { settings } = await readConfiguration(findCheckout(), { machine: false });
  const compiled = compileAtlantis(files, settings, {
    policies: options.policies,
    profiles: options.profiles,
    mayCommand: options.mayCommand,
    checkWaivers: options.checkWaivers,
  });
  if (options.out === '-') {
    process.stdout.write(compiled);
    return;
  }
  const out = resolve(options.out);
  await writeFile(out, compiled);
  printResult(
    { out, services: files.map(file => file.registration.name) },
    options,
    () => `Wrote the configuration of ${files.length} services to ${out}.`,
  );
}
