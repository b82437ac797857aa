import { Config } from '@backstage/config';
import { createHash } from 'crypto';
import { Minimatch } from 'minimatch';
import { valid } from 'semver';

/** What services and the central repository are read for, unless the config says otherwise. */
const defaultFiles = [
  'catalog-info.yaml',
  'mkdocs.yml',
  'slo.yaml',
  'README.md',
  'atlantis.yaml',
  'docs/**',
  'terraform/**',
  '.platform/**',
];
const defaultCentralFiles = [
  ...defaultFiles,
  'infrastructure/**',
  'templates/**',
];

const tagPattern = /^refs\/tags\/([A-Za-z0-9_-]+)\/v(\d[0-9A-Za-z.+-]*)$/;

/** Longer names are no release that anybody wrote, and the store's keys have an end. */
const refLengthLimit = 300;

/** The module that a tag releases; `undefined` for tags whose version is none, such as `alb/v01.2.3`. */
function releasedModule(ref: string): string | undefined {
  const [, module, version] = tagPattern.exec(ref) ?? [];
  return module && valid(version) !== null ? module : undefined;
}

/** Decides which files of a ref are kept. */
export class FileSelection {
  /** Changes when the decision would, and when more is kept of what was chosen: stored trees of another selection are read again. */
  readonly fingerprint: string;
  readonly #files: Minimatch[];
  readonly #centralFiles: Minimatch[];

  static fromConfig(config: Config): FileSelection {
    return new FileSelection(
      config.getOptionalStringArray('repositories.files') ?? defaultFiles,
      config.getOptionalStringArray('repositories.centralFiles') ??
        defaultCentralFiles,
    );
  }

  private constructor(files: string[], centralFiles: string[]) {
    this.fingerprint = createHash('sha256')
      .update(JSON.stringify([files, centralFiles, 'images', 'paths']))
      .digest('hex');
    this.#files = files.map(glob => new Minimatch(glob, { dot: true }));
    this.#centralFiles = centralFiles.map(
      glob => new Minimatch(glob, { dot: true }),
    );
  }

  /** True for refs that are read: the default branch, and release tags of the central repository. */
  wantsRef(
    ref: string,
    options: { central: boolean; defaultBranch?: string },
  ): boolean {
    return (
      ref.length <= refLengthLimit &&
      (ref === `refs/heads/${options.defaultBranch}` ||
        (options.central && releasedModule(ref) !== undefined))
    );
  }

  /** Which files of the ref are kept: of a release tag only those of the module that it releases. */
  pathsOf(
    ref: string,
    options: { central: boolean },
  ): (path: string) => boolean {
    const module = releasedModule(ref);
    if (module) {
      const directory = `infrastructure/modules/${module}/`;
      return path => path.startsWith(directory);
    }
    const globs = options.central ? this.#centralFiles : this.#files;
    return path => globs.some(glob => glob.match(path));
  }
}
