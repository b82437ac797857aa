import { LoggerService } from '@backstage/backend-plugin-api';
import {
  RepositoriesChangedEvent,
  Repository,
} from '@connectly/plugin-repositories-common';
import {
  RepositoriesRequestOptions,
  RepositoriesService,
} from '@connectly/plugin-repositories-node';
import { ModuleVersion } from '@connectly/plugin-terraform-common';
import {
  parseReleaseTag,
  readModule,
  readTerraformDirectory,
} from '@connectly/plugin-terraform-node';
import {
  DatabaseProjectionStore,
  ProjectionChange,
} from '../database/DatabaseProjectionStore';
import { ProjectedRoot, RefProjection } from '../database/RefProjection';
import {
  directoryOf,
  DirectoryFiles,
  groupModules,
  groupRoots,
  isRootDirectory,
  moduleOfPath,
  stackOfDirectory,
} from './centralLayout';
import { projectRoot } from './projectRoot';
import { readStackManifest } from './readStackManifest';

const attempts = 5;
const tagPrefix = 'refs/tags/';
const serviceRoot = /^terraform\/([^/]+)$/;

/** What a read of a ref holds besides where it was read. */
type Content = Pick<
  RefProjection,
  'modules' | 'removedModules' | 'roots' | 'removedRoots' | 'complete'
>;

/**
 * Turns mirrored files into modules, stacks and their uses, one ref at a time.
 *
 * A change that begins at the commit which is shown costs a read of the directories that it touched; every other one
 * reads the ref whole. A read that fails throws before anything is written.
 */
export class TerraformProjector {
  readonly #repositories: RepositoriesService;
  readonly #store: DatabaseProjectionStore;
  readonly #logger: LoggerService;
  readonly #centralRepository: string;
  readonly #defaultOwner: string;

  static create(options: {
    repositories: RepositoriesService;
    store: DatabaseProjectionStore;
    logger: LoggerService;
    /** `owner/name` as it stands in module sources. */
    centralRepository: string;
    /** Owner of stacks that name none. */
    defaultOwner: string;
  }): TerraformProjector {
    return new TerraformProjector(options);
  }

  private constructor(options: {
    repositories: RepositoriesService;
    store: DatabaseProjectionStore;
    logger: LoggerService;
    centralRepository: string;
    defaultOwner: string;
  }) {
    this.#repositories = options.repositories;
    this.#store = options.store;
    this.#logger = options.logger;
    this.#centralRepository = options.centralRepository;
    this.#defaultOwner = options.defaultOwner;
  }

  /**
   * Brings one ref up to date.
   * @param change - what moved, when that is known
   */
  async projectRef(
    repository: Pick<Repository, 'fullName' | 'central'>,
    ref: string,
    options: RepositoriesRequestOptions & { change?: RepositoriesChangedEvent },
  ): Promise<ProjectionChange> {
    const { change, ...request } = options;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const shown = await this.#store.register.commitOf(
        repository.fullName,
        ref,
      );
      const follows =
        attempt === 0 &&
        change?.previousCommit !== undefined &&
        change.previousCommit === shown;
      const { commit, ...content } = await this.#read(
        repository,
        ref,
        follows ? change : undefined,
        request,
      );
      if (commit === shown) {
        return { modules: [], stacks: [] };
      }
      const kept = await this.#store.keep({
        ...content,
        repository: repository.fullName,
        ref,
        commit,
        previousCommit: shown,
        released: ref.startsWith(tagPrefix),
      });
      if (kept) {
        return kept;
      }
    }
    this.#logger.warn('Gave up a projection that others overtook', {
      repository: repository.fullName,
      ref,
    });
    return { modules: [], stacks: [] };
  }

  async #read(
    repository: Pick<Repository, 'fullName' | 'central'>,
    ref: string,
    change: RepositoriesChangedEvent | undefined,
    request: RepositoriesRequestOptions,
  ): Promise<Content & { commit: string }> {
    const readTree = async (prefix: string) =>
      this.#repositories.readTree(
        { repository: repository.fullName, ref, prefix },
        request,
      );

    if (!repository.central) {
      const { commit, files } = await readTree('terraform/');
      const roots = groupRoots(files, directory => serviceRoot.test(directory));
      return {
        commit,
        ...(await this.#content(new Map(), roots)),
        complete: true,
      };
    }
    if (ref.startsWith(tagPrefix)) {
      const tag = parseReleaseTag(ref.slice(tagPrefix.length));
      if (!tag) {
        // Nothing can be said of such a version. It counts as read, so that it is not read again and again.
        const { commit } = await readTree('infrastructure/');
        return {
          commit,
          ...(await this.#content(new Map(), new Map())),
          complete: true,
        };
      }
      const { commit, files } = await readTree(
        `infrastructure/modules/${tag.module}/`,
      );
      const modules = groupModules(files);
      return {
        commit,
        ...(await this.#content(modules, new Map(), tag.version)),
        complete: true,
      };
    }
    const touched = change && touchedDirectories(change);
    if (!touched) {
      const { commit, files } = await readTree('infrastructure/');
      const content = await this.#content(
        groupModules(files),
        groupRoots(files, isRootDirectory),
      );
      return { commit, ...content, complete: true };
    }
    const modules = new Map<string, DirectoryFiles>();
    const roots = new Map<string, DirectoryFiles>();
    const prefixes = [
      ...[...touched.modules].map(name => `infrastructure/modules/${name}/`),
      ...[...touched.roots].map(directory => `${directory}/`),
    ];
    const trees = await Promise.all(prefixes.map(readTree));
    const files = Object.assign({}, ...trees.map(tree => tree.files));
    groupModules(files).forEach((value, name) => modules.set(name, value));
    groupRoots(files, directory => touched.roots.has(directory)).forEach(
      (value, name) => roots.set(name, value),
    );
    // A tree may be newer than the event, but never mixed: a later event brings the rest.
    const commit = trees.at(0)?.commit ?? change.commit!;
    if (trees.some(tree => tree.commit !== change.commit)) {
      return this.#read(repository, ref, undefined, request);
    }
    const content = await this.#content(modules, roots);
    return {
      commit,
      ...content,
      removedModules: [...touched.modules].filter(name => !modules.has(name)),
      removedRoots: [...touched.roots].filter(
        directory => !roots.has(directory),
      ),
      complete: false,
    };
  }

  async #content(
    modules: Map<string, DirectoryFiles>,
    roots: Map<string, DirectoryFiles>,
    version?: string,
  ): Promise<Omit<Content, 'complete'>> {
    const readModules: ModuleVersion[] = [];
    for (const [name, files] of modules) {
      readModules.push(await readModule(files, { name, version }));
    }
    const readRoots: ProjectedRoot[] = [];
    for (const [directory, files] of roots) {
      const root = await this.#root(directory, files);
      // Other directories of the central repository matter only when they publish something.
      if (
        root.environment ||
        root.stack ||
        root.projection.published.length > 0
      ) {
        readRoots.push(root);
      }
    }
    return {
      modules: readModules,
      removedModules: [],
      roots: readRoots,
      removedRoots: [],
    };
  }

  async #root(
    directory: string,
    files: DirectoryFiles,
  ): Promise<ProjectedRoot> {
    const [, environment] = serviceRoot.exec(directory) ?? [];
    const stack = stackOfDirectory(directory);
    const content = await readTerraformDirectory(files);
    const manifest = environment
      ? undefined
      : readStackManifest(files['stack.yaml'], {
          name: stack ?? directory,
          defaultOwner: this.#defaultOwner,
        });
    const projection = projectRoot(content, {
      centralRepository: this.#centralRepository,
      path: directory,
      stack,
      promises: manifest?.promises,
    });
    if (environment) {
      // Promises are the central repository's: a service would speak for a stack.
      projection.published = [];
    }
    return { directory, environment, stack, manifest, content, projection };
  }
}

/** Names of modules, and directories of root modules, whose files a change named; `undefined` when there are too many. */
function touchedDirectories(
  change: RepositoriesChangedEvent,
): { modules: Set<string>; roots: Set<string> } | undefined {
  const modules = new Set<string>();
  const roots = new Set<string>();
  for (const path of [...change.added, ...change.changed, ...change.removed]) {
    const module = moduleOfPath(path);
    const directory = directoryOf(path);
    if (module) {
      modules.add(module);
    } else if (isRootDirectory(directory)) {
      roots.add(directory);
    }
  }
  return modules.size + roots.size <= 20 ? { modules, roots } : undefined;
}
