import { valid } from 'semver';

/** A module of the central repository, as a `source` names it. @public */
export interface ModuleSource {
  /** Host of the forge with its port where it has one, such as `github.com`. */
  host: string;
  /** `owner/name` of the central repository. */
  repository: string;
  /** Name of the module: the directory under `infrastructure/modules/`. */
  module: string;
  /** semver without a leading v; absent when the source is not pinned to a release of this module. */
  version?: string;
  /** What `ref` says when it is no release tag of this module, such as a branch. */
  ref?: string;
}

const modulesDirectory = 'infrastructure/modules';
const sourcePattern = new RegExp(
  '^git::https://(?:[^@/]*@)?(?<host>[^/?#@]+)/(?<repository>[^/?#]+/[^/?#]+?)(?:\\.git)?' +
    `//${modulesDirectory}/(?<module>[A-Za-z0-9_-]+)/?(?:\\?(?<query>[^#]*))?$`,
);
const tagPattern =
  /^(?<module>[A-Za-z0-9_-]+)\/v(?<version>\d[0-9A-Za-z.+-]*)$/;

/**
 * Reads a module call's `source`. Never throws: a source of any other form is `undefined`.
 * @public
 */
export function parseModuleSource(source: string): ModuleSource | undefined {
  // A bound, so that the patterns above cannot be made to work long.
  const found =
    source.length <= 2000 ? sourcePattern.exec(source)?.groups : undefined;
  if (!found) {
    return undefined;
  }
  const { host, repository, module } = found;
  const ref = new URLSearchParams(found.query ?? '').get('ref') ?? undefined;
  const tag = ref === undefined ? undefined : parseReleaseTag(ref);
  return tag && tag.module === module
    ? { host, repository, module, version: tag.version }
    : { host, repository, module, ref };
}

/**
 * Writes the `source` of a released module version.
 * @public
 */
export function formatModuleSource(options: {
  host: string;
  repository: string;
  module: string;
  version: string;
}): string {
  const { host, repository, module, version } = options;
  return `git::https://${host}/${repository}.git//${modulesDirectory}/${module}?ref=${formatReleaseTag(
    module,
    version,
  )}`;
}

/**
 * A text about modules, such as a README, whose examples call them where they really are: at this forge, in this repository.
 * @public
 */
export function withModuleSourcesAt(text: string, { host, repository }: { host: string; repository: string }): string {
  return text.replace(/git::https:\/\/[^\s"'`<>]+/g, source => {
    if (!parseModuleSource(source)) return source;
    const path = source.indexOf(`//${modulesDirectory}/`, 'git::https://'.length);
    return `git::https://${host}/${repository}.git${source.slice(path)}`;
  });
}

/**
 * Reads a release tag `<module>/vX.Y.Z`; `undefined` for every other name, such as `alb/v01.2.3`: nothing could be said
 * of which version is newer.
 * @public
 */
export function parseReleaseTag(
  tag: string,
): { module: string; version: string } | undefined {
  const found = tagPattern.exec(tag)?.groups;
  return found && valid(found.version) !== null
    ? { module: found.module, version: found.version }
    : undefined;
}

/** Writes the release tag of a module version. @public */
export function formatReleaseTag(module: string, version: string): string {
  return `${module}/v${version}`;
}
