import { containing } from '@connectly/plugin-platform-node';
import {
  ContractUse,
  ContractValue,
  PlacedFinding,
  StackSummary,
  TerraformDirectory,
} from '@connectly/plugin-terraform-common';
import { Knex } from 'knex';
import {
  RawDbContractUseRow,
  RawDbContractValueRow,
  RawDbFindingRow,
  RawDbStackRow,
} from './rows';
import { Visibility, whereVisible } from './whereVisible';

interface Page<T> {
  items: T[];
  total: number;
}

/** Reads stacks, what they promise, who relies on it, and what is wrong anywhere. Every answer is limited to the repositories that its caller may see. */
export class DatabaseStackQueries {
  readonly #database: Knex;

  static create(options: { client: Knex }): DatabaseStackQueries {
    return new DatabaseStackQueries(options.client);
  }

  private constructor(database: Knex) {
    this.#database = database;
  }

  async list(
    options: Visibility & { search?: string; offset: number; limit: number },
  ): Promise<Page<StackSummary>> {
    const { search, offset, limit } = options;
    const query = this.#database<RawDbStackRow>('stacks');
    whereVisible(query, options);
    if (search) {
      query.whereRaw(`search like ? escape '\\'`, [containing(search)]);
    }
    const [{ count }] = await query
      .clone()
      .count<{ count: number | string }[]>({ count: '*' });
    const rows = await query.orderBy('name').offset(offset).limit(limit);
    return { items: await this.#summaries(rows, options), total: Number(count) };
  }

  async get(
    name: string,
    visibility: Visibility,
  ): Promise<
    | {
        summary: StackSummary;
        content: TerraformDirectory;
        contract: ContractValue[];
      }
    | undefined
  > {
    const query = this.#database<RawDbStackRow>('stacks').where({ name });
    whereVisible(query, visibility);
    const row = await query.first();
    if (!row) {
      return undefined;
    }
    const [summary] = await this.#summaries([row], visibility);
    const contract = await this.#database<RawDbContractValueRow>(
      'contract_values',
    )
      .where({ stack: name })
      .orderBy('value')
      .select('stack', 'value', 'kind', 'file', 'line');
    return {
      summary,
      content: JSON.parse(row.data) as TerraformDirectory,
      contract,
    };
  }

  /** Values that a repository reads, or that are read of a stack. */
  async uses(
    where: { repository?: string; stack?: string },
    visibility: Visibility,
  ): Promise<ContractUse[]> {
    const query = this.#database('contract_uses')
      .leftJoin('contract_values', join =>
        join
          .on('contract_values.stack', 'contract_uses.stack')
          .andOn('contract_values.value', 'contract_uses.value'),
      )
      .where(
        Object.fromEntries(
          Object.entries(where).map(([name, value]) => [
            `contract_uses.${name}`,
            value,
          ]),
        ),
      );
    whereVisible(query, visibility, 'contract_uses.repository');
    const rows = await query
      .orderBy([
        'contract_uses.repository',
        'contract_uses.directory',
        'contract_uses.stack',
        'contract_uses.value',
      ])
      .select<(RawDbContractUseRow & { kind: string | null })[]>(
        'contract_uses.*',
        'contract_values.kind',
      );
    return rows.map(({ environment, kind, ...use }) => ({
      ...use,
      environment: environment ?? undefined,
      published: kind !== null,
    }));
  }

  async findings(
    options: Visibility & {
      repository?: string;
      offset: number;
      limit: number;
    },
  ): Promise<Page<PlacedFinding>> {
    const { repository, offset, limit } = options;
    const query = this.#database<RawDbFindingRow>('findings');
    whereVisible(query, options);
    if (repository) {
      query.where({ repository });
    }
    const [{ count }] = await query
      .clone()
      .count<{ count: number | string }[]>({ count: '*' });
    const rows = await query
      .orderBy(['repository', 'ref', 'file', 'line', 'id'])
      .offset(offset)
      .limit(limit);
    const items = rows.map(
      ({
        severity,
        code,
        message,
        file,
        line,
        repository: where,
        ref,
        subject,
      }): PlacedFinding => ({
        severity,
        code,
        message,
        position: { file, line },
        repository: where,
        ref,
        subject,
      }),
    );
    return { items, total: Number(count) };
  }

  async #summaries(
    rows: RawDbStackRow[],
    visibility: Visibility,
  ): Promise<StackSummary[]> {
    const names = rows.map(row => row.name);
    const values = await this.#database('contract_values')
      .whereIn('stack', names)
      .groupBy('stack')
      .count<{ stack: string; count: number | string }[]>({ count: '*' })
      .select('stack');
    const uses = this.#database('contract_uses').whereIn('stack', names);
    whereVisible(uses, visibility);
    const consumers = await uses
      .groupBy('stack')
      .countDistinct<{ stack: string; count: number | string }[]>({
        count: 'repository',
      })
      .select('stack');
    const countOf = (
      counts: { stack: string; count: number | string }[],
      name: string,
    ) => Number(counts.find(each => each.stack === name)?.count ?? 0);
    return rows.map(
      ({
        name,
        title,
        description,
        owner,
        repository,
        directory,
        findings,
      }) => ({
        name,
        title,
        description,
        owner,
        repository,
        directory,
        values: countOf(values, name),
        consumers: countOf(consumers, name),
        findings,
      }),
    );
  }
}
