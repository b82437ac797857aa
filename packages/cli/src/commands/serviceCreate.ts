import { createModuleCatalogue, publishService, renderService } from '@connectly/plugin-platform-node';
import { readAnswersFile } from '../answersFile';
import { readForgeAccess, signingKey } from '../forgeAccess';
import { readCatalogueModules } from '../modules';
import { printResult } from '../output';
import { findCheckout, readConfiguration } from '../settings';

/** `platform service create`: the repository and its pull requests, at the forge. */
export async function serviceCreateCommand(options: { answers: string; as: string; json?: boolean }) {
  const answers = await readAnswersFile(options.answers);
  const checkout = findCheckout();
  const configuration = await readConfiguration(checkout);
  const { settings } = configuration;
  const rendered = await renderService({
    answers,
    catalogue: createModuleCatalogue(await readCatalogueModules(checkout)),
    settings,
  });
  const published = await publishService({
    answers,
    rendered,
    settings,
    access: readForgeAccess(settings),
    requester: options.as,
    creationKey: signingKey(configuration),
    onProgress: message => process.stderr.write(`${message}\n`),
  });
  printResult(published, options, result =>
    [
      `Repository    ${result.repositoryUrl}`,
      `Provision     ${result.provisionUrl}`,
      `Registration  ${result.registrationUrl ?? 'was there already'}`,
    ].join('\n'),
  );
}
