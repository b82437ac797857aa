import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlatformError } from '@connectly/plugin-platform-common';
import { RegistrationFile } from './compileAtlantis';
import { parseRegistration } from './parseRegistration';

/**
 * Reads every `*.yaml` of a directory as a registration, in the order of their names.
 * @throws PlatformError PLT-206 when the directory cannot be read, PLT-501 for a file that breaks its rules
 * @public
 */
export async function readRegistrations(
  directory: string,
): Promise<RegistrationFile[]> {
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    throw new PlatformError(
      {
        code: 'PLT-206',
        message: `The directory of registrations cannot be read: ${(error as Error).message}`,
        where: directory,
      },
      { cause: error },
    );
  }
  return await Promise.all(
    names
      .filter(name => /\.ya?ml$/.test(name))
      .sort()
      .map(async path => ({
        path,
        registration: parseRegistration(
          path,
          await readFile(join(directory, path), 'utf8'),
        ),
      })),
  );
}
