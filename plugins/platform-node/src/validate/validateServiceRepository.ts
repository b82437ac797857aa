import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseServiceAnswers, PlatformError, readYaml } from '@connectly/plugin-platform-common';
import { TerraformFinding } from '@connectly/plugin-terraform-common';
import { parseModuleSource, readTerraformDirectory } from '@connectly/plugin-terraform-node';
import { ModuleCatalogue } from '../render';

async function textsOf(directory: string): Promise<Record<string, string>> {
  const names = (await readdir(directory)).filter(name => /\.tf(\.json)?$/.test(name));
  const entries = await Promise.all(
    names.map(async name => [name, await readFile(join(directory, name), 'utf8')] as const),
  );
  return Object.fromEntries(entries);
}

async function environmentFindings(
  root: string,
  path: string,
  catalogue: ModuleCatalogue,
): Promise<TerraformFinding[]> {
  const read = await readTerraformDirectory(await textsOf(join(root, path)));
  const at = <T extends { file: string }>(position: T) => ({ ...position, file: `${path}/${position.file}` });
  const findings = read.findings.map(finding => ({ ...finding, position: at(finding.position) }));
  const add = (severity: 'error' | 'warning', code: string, message: string, position: { file: string; line: number }) =>
    findings.push({ severity, code, message, position: at(position) });
  for (const call of read.moduleCalls) {
    const source = parseModuleSource(call.source);
    if (!source) continue;
    if (!source.version) {
      add('error', 'PLT-204', `module.${call.name} is not pinned to a release of ${source.module}.`, call.position);
      continue;
    }
    const version = catalogue.versionsOf(source.module).find(item => item.version === source.version);
    if (!version) {
      add('error', 'PLT-204', `module.${call.name} calls ${source.module} ${source.version}, which is not released.`, call.position);
      continue;
    }
    const given = Object.keys(call.arguments);
    for (const name of given) {
      if (!version.directory.variables.some(variable => variable.name === name)) {
        add('error', 'PLT-202', `module.${call.name} sets ${name}, which ${source.module} ${source.version} does not have.`, call.position);
      }
    }
    for (const variable of version.directory.variables) {
      if (variable.required && !given.includes(variable.name)) {
        add('error', 'PLT-202', `module.${call.name} does not set ${variable.name}, which ${source.module} ${source.version} requires.`, call.position);
      }
    }
  }
  return findings;
}

async function answerFindings(root: string): Promise<TerraformFinding[]> {
  const file = '.platform/answers.yaml';
  const finding = (code: string, message: string, line = 1): TerraformFinding => ({
    severity: 'error',
    code,
    message,
    position: { file, line },
  });
  let text: string;
  try {
    text = await readFile(join(root, file), 'utf8');
  } catch {
    return [finding('PLT-104', 'The file is missing: this is not a repository of the service template.')];
  }
  const { value, fault } = readYaml(text);
  if (fault) return [finding('PLT-104', fault.message, fault.line)];
  const parsed = parseServiceAnswers((value as { answers?: unknown } | null)?.answers);
  return parsed.ok ? [] : parsed.errors.map(error => finding(error.code, error.message));
}

/**
 * Checks a service repository on disk: its answers, and its Terraform against the interface of each module at the
 * version it calls.
 * @throws PlatformError PLT-206 when the directory cannot be read
 * @public
 */
export async function validateServiceRepository(
  root: string,
  catalogue: ModuleCatalogue,
): Promise<TerraformFinding[]> {
  let entries: string[];
  try {
    entries = await readdir(join(root, 'terraform'));
  } catch (error) {
    throw new PlatformError(
      { code: 'PLT-206', message: `No terraform/ directory can be read: ${(error as Error).message}.`, where: root },
      { cause: error },
    );
  }
  const environments = await Promise.all(
    entries.sort().map(name => environmentFindings(root, `terraform/${name}`, catalogue)),
  );
  return [...(await answerFindings(root)), ...environments.flat()];
}
