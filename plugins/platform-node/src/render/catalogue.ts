import { PlatformError } from '@connectly/plugin-platform-common';
import { ModuleVersion } from '@connectly/plugin-terraform-common';
import semver from 'semver';

/** The released modules that a render may call. @public */
export interface ModuleCatalogue {
  /** Every known version of a module, in any order; empty when the module is not known. */
  versionsOf(name: string): ModuleVersion[];
}

/** A catalogue from a plain list of versions. @public */
export function createModuleCatalogue(
  versions: Iterable<ModuleVersion>,
): ModuleCatalogue {
  const byName = new Map<string, ModuleVersion[]>();
  for (const version of versions) {
    byName.set(version.name, [...(byName.get(version.name) ?? []), version]);
  }
  return { versionsOf: name => byName.get(name) ?? [] };
}

/** Whether the newest manifest of the module says that nobody should use this version. */
function isDeprecated(version: string, newest: ModuleVersion): boolean {
  return newest.manifest.deprecated.some(({ range }) =>
    semver.satisfies(version, range),
  );
}

/**
 * The version that a service gets: the one asked for, else the newest that is not deprecated.
 * @throws PlatformError PLT-204 when there is none.
 */
export function chooseVersion(
  catalogue: ModuleCatalogue,
  name: string,
  wanted: string | undefined,
): ModuleVersion {
  const versions = [...catalogue.versionsOf(name)].sort((left, right) =>
    semver.rcompare(left.version, right.version),
  );
  const chosen =
    wanted === undefined
      ? versions.find(item => !isDeprecated(item.version, versions[0]))
      : versions.find(item => item.version === wanted);
  if (!chosen) {
    const known = versions.map(item => item.version).join(', ') || 'none';
    throw new PlatformError({
      code: 'PLT-204',
      message:
        wanted === undefined
          ? `The module ${name} has no released version that is not deprecated. Known: ${known}.`
          : `The module ${name} has no version ${wanted}. Known: ${known}.`,
      where: `moduleVersions.${name}`,
    });
  }
  return chosen;
}
