/**
 * Parses what was rendered and compares its shape with what was asked. The writers escape every value, so this never
 * fires in practice; it is there so that a mistake in a writer stops a creation instead of reaching Terraform.
 */
import {
  parseServiceAnswers,
  PlatformError,
  RenderedFile,
  RenderedService,
} from '@connectly/plugin-platform-common';
import { ModuleCall } from '@connectly/plugin-terraform-common';
import {
  constant,
  parseModuleSource,
  readTerraformDirectory,
} from '@connectly/plugin-terraform-node';
import { parse } from 'yaml';
import { ModuleCatalogue } from './catalogue';
import { composeService } from './composition';
import { RenderServiceOptions } from './RenderServiceOptions';
import { serviceVariables } from './variables';

function differ(where: string, message: string): PlatformError {
  return new PlatformError({ code: 'PLT-203', message, where });
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function checkCall(call: ModuleCall, catalogue: ModuleCatalogue, where: string) {
  const source = parseModuleSource(call.source);
  const version =
    source &&
    catalogue
      .versionsOf(source.module)
      .find(item => item.version === source.version);
  if (!version) throw differ(where, `module.${call.name} has the source ${call.source}.`);
  const given = Object.keys(call.arguments);
  const known = version.directory.variables.map(variable => variable.name);
  const unknown = given.filter(name => !known.includes(name));
  const missing = version.directory.variables.filter(
    variable => variable.required && !given.includes(variable.name),
  );
  if (unknown.length || missing.length) {
    throw differ(
      where,
      `module.${call.name} does not fit ${source.module} ${source.version}: unknown ${unknown.join(', ') || 'none'}, missing ${missing.map(item => item.name).join(', ') || 'none'}.`,
    );
  }
}

async function checkEnvironment(
  files: RenderedFile[],
  directory: string,
  options: RenderServiceOptions,
) {
  const { answers, catalogue, settings } = options;
  const texts = Object.fromEntries(
    files
      .filter(file => file.path.startsWith(`${directory}/`))
      .map(file => [file.path.slice(directory.length + 1), file.content]),
  );
  const read = await readTerraformDirectory(texts);
  if (read.findings.length) throw differ(directory, read.findings[0].message);
  if (read.resources.length) throw differ(directory, 'A resource appeared.');
  const contracts = read.moduleCalls.filter(
    call => parseModuleSource(call.source)?.module === 'contract-read',
  );
  const calls = read.moduleCalls.filter(call => !contracts.includes(call));
  const names = (items: { name: string }[]) => items.map(item => item.name).sort();
  const asked = composeService(answers, () => constant('')).map(item => ({ name: item.call }));
  if (!same(names(calls), names(asked))) {
    throw differ(directory, `It calls ${names(calls).join(', ')}.`);
  }
  for (const call of read.moduleCalls) checkCall(call, catalogue, directory);
  const environment = answers.environments.find(item => directory.endsWith(`/${item}`));
  const variables = environment ? serviceVariables(answers, environment, settings) : [];
  if (!same(names(read.variables), names(variables))) {
    throw differ(directory, `It declares ${names(read.variables).join(', ')}.`);
  }
  const values = Object.fromEntries(variables.map(item => [item.name, item.value]));
  if (!same(JSON.parse(texts['terraform.tfvars.json']), values)) {
    throw differ(`${directory}/terraform.tfvars.json`, 'The values differ.');
  }
}

function fileText(files: RenderedFile[], path: string): string {
  const file = files.find(item => item.path === path);
  if (!file) throw differ(path, 'The file is missing.');
  return file.content;
}

/**
 * @throws PlatformError PLT-203, with the file in `where`.
 */
export async function checkRenderedService(
  rendered: RenderedService,
  options: RenderServiceOptions,
): Promise<void> {
  const { answers } = options;
  for (const environment of answers.environments) {
    await checkEnvironment(rendered.provision, `terraform/${environment}`, options);
  }
  const catalog = parse(fileText(rendered.foundation, 'catalog-info.yaml'));
  if (catalog.metadata.name !== answers.name || (catalog.metadata.description ?? '') !== answers.description) {
    throw differ('catalog-info.yaml', 'Name or description differ.');
  }
  const record = parse(fileText(rendered.foundation, '.platform/answers.yaml'));
  const again = parseServiceAnswers(record.answers);
  if (!again.ok || !same(again.answers, answers)) {
    throw differ('.platform/answers.yaml', 'The answers differ.');
  }
  const registration = parse(rendered.registration.content);
  if (registration.name !== answers.name) {
    throw differ(rendered.registration.path, 'The name differs.');
  }
  const paths = [...rendered.foundation, ...rendered.provision].map(file => file.path);
  if (new Set(paths).size !== paths.length) throw differ('repository', 'Two files share a path.');
}
