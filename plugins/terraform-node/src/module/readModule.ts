import {
  ModuleManifest,
  ModuleVersion,
  TerraformDirectory,
  TerraformFinding,
} from '@connectly/plugin-terraform-common';
import { ReadTerraformOptions } from '../directory/declarations';
import { readTerraformDirectory } from '../directory/readTerraformDirectory';
import { readChangelog } from './readChangelog';
import { readManifest } from './readManifest';

/** @public */
export interface ReadModuleOptions extends ReadTerraformOptions {
  /** The directory's name under `infrastructure/modules/`. */
  name: string;
  /** The released version; without it the first heading of CHANGELOG.md says it, and `0.0.0` where there is none. */
  version?: string;
}

/**
 * Reads one module from the files of its directory. Never throws for what they hold, see {@link readTerraformDirectory};
 * what `module.yaml` gets wrong is a `PLT-205` finding.
 *
 * @param files - texts by path inside the module's directory
 * @public
 */
export async function readModule(
  files: Record<string, string>,
  options: ReadModuleOptions,
): Promise<ModuleVersion> {
  const directory = await readTerraformDirectory(files, options);
  const { manifest, findings } = readManifest(ownFile(files, 'module.yaml'), {
    name: options.name,
  });
  const changelog = ownFile(files, 'CHANGELOG.md') ?? '';
  return {
    name: options.name,
    version:
      options.version ?? readChangelog(changelog).at(0)?.version ?? '0.0.0',
    manifest,
    directory,
    readme: ownFile(files, 'README.md') ?? '',
    changelog,
    upgrades: readUpgrades(files),
    examples: readExamples(files),
    findings: [...findings, ...unknownVariables(manifest, directory)],
  };
}

function ownFile(
  files: Record<string, string>,
  path: string,
): string | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}

function readUpgrades(files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.keys(files).flatMap(path => {
      const [, major] = /^UPGRADE-(\d{1,4})\.md$/.exec(path) ?? [];
      return major ? [[major, files[path]]] : [];
    }),
  );
}

function readExamples(
  files: Record<string, string>,
): Record<string, Record<string, string>> {
  const examples = new Map<string, [string, string][]>();
  for (const path of Object.keys(files).sort()) {
    const [, name, inside] = /^examples\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (name) {
      examples.set(name, [
        ...(examples.get(name) ?? []),
        [inside, files[path]],
      ]);
    }
  }
  return Object.fromEntries(
    [...examples].map(([name, entries]) => [name, Object.fromEntries(entries)]),
  );
}

/** A manifest that names a variable which the module does not have was not changed with it. */
function unknownVariables(
  manifest: ModuleManifest,
  directory: TerraformDirectory,
): TerraformFinding[] {
  const known = new Set(directory.variables.map(variable => variable.name));
  const named = [
    ...manifest.groups.flatMap(group =>
      group.variables.map(variable => ({ variable, field: 'groups' })),
    ),
    ...Object.keys(manifest.wiring).map(variable => ({
      variable,
      field: 'wiring',
    })),
  ];
  return named
    .filter(({ variable }) => !known.has(variable))
    .map(({ variable, field }) => ({
      severity: 'error',
      code: 'PLT-205',
      message: `"${field}" names the variable "${variable}", which the module does not have.`,
      position: { file: 'module.yaml', line: 1 },
    }));
}
