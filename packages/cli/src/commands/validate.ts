import { resolve } from 'node:path';
import { createModuleCatalogue, validateServiceRepository } from '@connectly/plugin-platform-node';
import { readCatalogueModules } from '../modules';
import { printResult } from '../output';
import { findCheckout } from '../settings';

/** `platform validate DIR`: ends with 2 when an error is found. */
export async function validateCommand(directory: string, options: { json?: boolean }) {
  const catalogue = createModuleCatalogue(await readCatalogueModules(findCheckout()));
  const findings = await validateServiceRepository(resolve(directory), catalogue);
  printResult({ findings }, options, () =>
    findings.length
      ? findings
          .map(item => `${item.severity} ${item.code} ${item.position.file}:${item.position.line} ${item.message}`)
          .join('\n')
      : 'No findings.',
  );
  if (findings.some(item => item.severity === 'error')) process.exitCode = 2;
}
