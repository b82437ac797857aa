import {
  ModuleManifest,
  ModuleVersion,
  TerraformVariable,
} from '@connectly/plugin-terraform-common';

/** The `source` of a released version. */
export function moduleSource(options: {
  gitHost: string;
  repository: string;
  directory: string;
  name: string;
  version: string;
}): string {
  const { gitHost, repository, directory, name, version } = options;
  return `git::https://${gitHost}/${repository}.git//${directory}?ref=${name}/v${version}`;
}

/**
 * A call of the module to start from: every required input, with the values that a service has at hand already filled
 * in and a value of the right shape for the others. It is laid out as `terraform fmt` would.
 */
export function usageSnippet(version: ModuleVersion, source: string): string {
  const { name, directory, manifest } = version;
  const required = directory.variables.filter(variable => variable.required);
  const wired = directory.variables.filter(
    variable => !variable.required && manifest.wiring[variable.name],
  );
  const lines = [
    `module "${identifier(name)}" {`,
    `  source = ${JSON.stringify(source)}`,
    ...section(required, manifest),
    ...section(wired, manifest),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function section(
  variables: TerraformVariable[],
  manifest: ModuleManifest,
): string[] {
  if (variables.length === 0) return [];
  const width = Math.max(...variables.map(variable => variable.name.length));
  return [
    '',
    ...variables.map(
      variable =>
        `  ${variable.name.padEnd(width)} = ${valueOf(variable, manifest)}`,
    ),
  ];
}

function valueOf(
  variable: TerraformVariable,
  manifest: ModuleManifest,
): string {
  const source = manifest.wiring[variable.name];
  if (!source) return placeholder(variable.type);
  if ('module' in source)
    return `module.${identifier(source.module)}.${source.output}`;
  const values = source.list ? 'list_values' : 'values';
  // the call that reads a contract, as services name it
  return `module.${identifier(source.contract)}_contract.${values}[${JSON.stringify(
    source.value,
  )}]`;
}

function placeholder(type: string): string {
  if (/^\s*(list|set|tuple)\b/.test(type)) return '[]';
  if (/^\s*(map|object)\b/.test(type)) return '{}';
  if (/^\s*number\b/.test(type)) return '0';
  if (/^\s*bool\b/.test(type)) return 'false';
  return '""';
}

function identifier(name: string): string {
  return name.replace(/-/g, '_');
}
