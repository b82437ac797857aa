import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { PlatformError } from '@connectly/plugin-platform-common';
import { createModuleCatalogue, renderService } from '@connectly/plugin-platform-node';
import { readAnswersFile } from '../answersFile';
import { readCatalogueModules } from '../modules';
import { printResult } from '../output';
import { findCheckout, readConfiguration } from '../settings';

/** @throws PlatformError PLT-206 when the directory holds something already */
async function refuseOccupied(directory: string) {
  const entries = await readdir(directory).catch(() => []);
  if (entries.length) {
    throw new PlatformError({
      code: 'PLT-206',
      message: 'The output directory is not empty.',
      where: directory,
      next: 'Give a new or empty directory; nothing was written.',
    });
  }
}

/** `platform service render`: exactly the files that Create would commit to the service repository. */
export async function serviceRenderCommand(options: { answers: string; out: string; json?: boolean }) {
  const answers = await readAnswersFile(options.answers);
  const out = resolve(options.out);
  await refuseOccupied(out);
  const checkout = findCheckout();
  const { settings } = await readConfiguration(checkout);
  const rendered = await renderService({
    answers,
    catalogue: createModuleCatalogue(await readCatalogueModules(checkout)),
    settings,
  });
  const files = [...rendered.foundation, ...rendered.provision];
  for (const file of files) {
    const path = join(out, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.content, { mode: file.executable ? 0o755 : 0o644 });
  }
  const paths = files.map(file => file.path).sort();
  printResult(
    { out, files: paths, moduleVersions: rendered.moduleVersions, registration: rendered.registration },
    options,
    () => `Wrote ${paths.length} files to ${out}.`,
  );
}
