import { containing } from '@connectly/plugin-platform-node';
import {
  ModuleDetails,
  ModuleSummary,
  ModuleUsage,
  ModuleVersion,
  ModuleVersionSummary,
} from '@connectly/plugin-terraform-common';
import { withModuleSourcesAt } from '@connectly/plugin-terraform-node';
import { Knex } from 'knex';
import { lt, satisfies, valid } from 'semver';
import { byPreference } from './replaceModules';
import {
  RawDbModuleRow,
  RawDbModuleUsageRow,
  RawDbModuleVersionRow,
} from './rows';
import { Visibility, whereVisible } from './whereVisible';

interface Page<T> {
  items: T[];
  total: number;
}

/**
 * Reads modules and who calls them. Every answer is limited to the repositories that its caller may see. Texts of modules that
 * leave this class call modules at the forge that the portal works with.
 */
export class DatabaseModuleQueries {
  readonly #database: Knex;
  readonly #gitHost: string;

  /** @param options - `gitHost` is the host of the forge, with its port, as it stands in sources of modules */
  static create(options: { client: Knex; gitHost: string }): DatabaseModuleQueries {
    return new DatabaseModuleQueries(options.client, options.gitHost);
  }

  private constructor(database: Knex, gitHost: string) {
    this.#database = database;
    this.#gitHost = gitHost;
  }

  async list(
    options: Visibility & {
      search?: string;
      owner?: string;
      lifecycle?: string;
      offset: number;
      limit: number;
    },
  ): Promise<Page<ModuleSummary>> {
    const { search, owner, lifecycle, offset, limit } = options;
    const query = this.#database<RawDbModuleRow>('modules');
    whereVisible(query, options);
    if (search) {
      query.whereRaw(`search like ? escape '\\'`, [containing(search)]);
    }
    if (owner) {
      query.where({ owner });
    }
    if (lifecycle) {
      query.where('lifecycle', lifecycle);
    }
    const [{ count }] = await query
      .clone()
      .count<{ count: number | string }[]>({ count: '*' });
    const rows = await query.orderBy('name').offset(offset).limit(limit);
    const consumers = await this.#consumers(
      rows.map(row => row.name),
      options,
    );
    return {
      items: rows.map(row => toSummary(row, consumers.get(row.name) ?? 0)),
      total: Number(count),
    };
  }

  async get(
    name: string,
    visibility: Visibility,
  ): Promise<ModuleDetails | undefined> {
    const query = this.#database<RawDbModuleRow>('modules').where({ name });
    whereVisible(query, visibility);
    const row = await query.first();
    if (!row) {
      return undefined;
    }
    const versions = await this.#versions({ name }, visibility);
    const consumers = await this.#consumers([name], visibility);
    const latest = this.#read(versions.find(version => version.ref === row.latest_ref)!);
    return {
      ...toSummary(row, consumers.get(name) ?? 0),
      latest,
      versions: distinct(versions)
        .sort(byPreference)
        .reverse()
        .map(
          (version): ModuleVersionSummary => ({
            version: version.version,
            released: Boolean(version.released),
            commit: version.commit,
            deprecated: deprecation(latest, version.version),
            findings: version.findings,
          }),
        ),
    };
  }

  async getVersion(
    name: string,
    version: string,
    visibility: Visibility,
  ): Promise<ModuleVersion | undefined> {
    const rows = await this.#versions({ name, version }, visibility);
    const best = rows.sort(byPreference).at(-1);
    return best && this.#read(best);
  }

  /** Released versions, whole; the working version of a module that has no release. */
  async catalogue(
    options: Visibility & {
      modules?: string[];
      offset: number;
      limit: number;
    },
  ): Promise<Page<ModuleVersion>> {
    const { modules, offset, limit } = options;
    const query = this.#database('module_versions')
      .join('modules', 'modules.name', 'module_versions.name')
      .whereRaw('module_versions.released = modules.released');
    whereVisible(query, options, 'module_versions.repository');
    if (modules) {
      query.whereIn('module_versions.name', modules);
    }
    const [{ count }] = await query
      .clone()
      .count<{ count: number | string }[]>({ count: '*' });
    const rows = await query
      .orderBy(['module_versions.name', 'module_versions.ref'])
      .offset(offset)
      .limit(limit)
      .select<Pick<RawDbModuleVersionRow, 'data' | 'repository'>[]>('module_versions.data', 'module_versions.repository');
    return {
      items: rows.map(row => this.#read(row)),
      total: Number(count),
    };
  }

  /** Calls of a module, or from a repository or stack. */
  async usages(
    where: { module?: string; repository?: string; stack?: string },
    page: Visibility & { offset: number; limit: number },
  ): Promise<Page<ModuleUsage>> {
    const query =
      this.#database<RawDbModuleUsageRow>('module_usages').where(where);
    whereVisible(query, page);
    const [{ count }] = await query
      .clone()
      .count<{ count: number | string }[]>({ count: '*' });
    const rows = await query
      .orderBy(['repository', 'directory', 'call'])
      .offset(page.offset)
      .limit(page.limit);
    const names = [...new Set(rows.map(row => row.module))];
    const latest = await this.#latest(names);
    const releases = await this.#releases(names);
    return {
      items: rows.map(row =>
        toUsage(row, latest.get(row.module), releases.get(row.module)),
      ),
      total: Number(count),
    };
  }

  async #versions(
    where: { name: string; version?: string },
    visibility: Visibility,
  ): Promise<RawDbModuleVersionRow[]> {
    const query =
      this.#database<RawDbModuleVersionRow>('module_versions').where(where);
    whereVisible(query, visibility);
    return query;
  }

  /** Versions to compare with; nobody reads their texts. */
  async #latest(names: string[]): Promise<Map<string, ModuleVersion>> {
    const rows = await this.#database('modules')
      .join('module_versions', join =>
        join
          .on('module_versions.name', 'modules.name')
          .andOn('module_versions.ref', 'modules.latest_ref'),
      )
      .whereIn('modules.name', names)
      .select<Pick<RawDbModuleVersionRow, 'name' | 'data'>[]>(
        'modules.name',
        'module_versions.data',
      );
    return new Map(
      rows.map(row => [row.name, JSON.parse(row.data) as ModuleVersion]),
    );
  }

  /** The versions that each module was released as. */
  async #releases(names: string[]): Promise<Map<string, Set<string>>> {
    const rows = await this.#database<RawDbModuleVersionRow>('module_versions')
      .where({ released: true })
      .whereIn('name', names)
      .select('name', 'version');
    const releases = new Map(names.map(name => [name, new Set<string>()]));
    for (const { name, version } of rows) {
      releases.get(name)!.add(version);
    }
    return releases;
  }

  /** A version as it was kept, its texts as they hold at this forge. */
  #read({ data, repository }: Pick<RawDbModuleVersionRow, 'data' | 'repository'>): ModuleVersion {
    const version = JSON.parse(data) as ModuleVersion;
    const here = (text: string) => withModuleSourcesAt(text, { host: this.#gitHost, repository });
    return {
      ...version,
      readme: here(version.readme),
      changelog: here(version.changelog),
      upgrades: Object.fromEntries(Object.entries(version.upgrades ?? {}).map(([major, text]) => [major, here(text)])),
    };
  }

  /** Repositories that call each module; a stack's call counts as one of the central repository. */
  async #consumers(
    names: string[],
    visibility: Visibility,
  ): Promise<Map<string, number>> {
    const query = this.#database('module_usages').whereIn('module', names);
    whereVisible(query, visibility);
    const rows = await query
      .groupBy('module')
      .countDistinct<{ module: string; count: number | string }[]>({
        count: 'repository',
      })
      .select('module');
    return new Map(rows.map(row => [row.module, Number(row.count)]));
  }
}

/** One row for each version: a release wins over the branch that it was made on. */
function distinct(rows: RawDbModuleVersionRow[]): RawDbModuleVersionRow[] {
  return [
    ...new Map(
      [...rows].sort(byPreference).map(row => [row.version, row]),
    ).values(),
  ];
}

function toSummary(row: RawDbModuleRow, consumers: number): ModuleSummary {
  return {
    name: row.name,
    title: row.title,
    description: row.description,
    owner: row.owner,
    lifecycle: row.lifecycle,
    latestVersion: row.latest_version,
    released: Boolean(row.released),
    consumers,
    findings: row.findings,
    repository: row.repository,
    directory: `infrastructure/modules/${row.name}`,
  };
}

function toUsage(
  row: RawDbModuleUsageRow,
  latest: ModuleVersion | undefined,
  releases: Set<string> | undefined,
): ModuleUsage {
  const version = row.version ?? undefined;
  // A call inside the central repository takes the module as it stands beside it.
  const beside = row.stack !== null && version === undefined;
  return {
    repository: row.repository,
    directory: row.directory,
    environment: row.environment ?? undefined,
    stack: row.stack ?? undefined,
    call: row.call,
    module: row.module,
    version,
    latestVersion: latest?.version,
    outdated:
      !beside &&
      latest !== undefined &&
      (version === undefined || isOlder(version, latest.version)),
    deprecated: version && latest && deprecation(latest, version),
    unknownRelease:
      version !== undefined && latest !== undefined && !releases?.has(version),
    file: row.file,
    line: row.line,
  };
}

/** A version that is none, which older code may have kept, is older than every one. */
function isOlder(version: string, latest: string): boolean {
  return !valid(version) || (valid(latest) !== null && lt(version, latest));
}

function deprecation(
  latest: ModuleVersion,
  version: string,
): string | undefined {
  return latest.manifest.deprecated.find(({ range }) =>
    satisfies(version, range, { includePrerelease: true }),
  )?.reason;
}
