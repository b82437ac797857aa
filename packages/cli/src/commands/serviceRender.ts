import { resolve } from 'node:path';
import { createModuleCatalogue, renderService } from '@connectly/plugin-platform-node';
import { readAnswersFile } from '../answersFile';
import { readCatalogueModules } from '../modules';
import { printResult } from '../output';
import { refuseOccupied, writeFiles } from '../renderedFiles';
import { findCheckout, readConfiguration } from '../settings';

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
  await writeFiles(out, files);
  const paths = files.map(file => file.path).sort();
  printResult(
    { out, files: paths, moduleVersions: rendered.moduleVersions, registration: rendered.registration },
    options,
    () => `Wrote ${paths.length} files to ${out}.`,
  );
}
