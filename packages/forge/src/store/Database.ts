import Sqlite from 'better-sqlite3';
import { migrations } from './migrations';

/** A value that a statement can be given; `undefined` becomes NULL. */
export type Parameter =
  | string
  | number
  | bigint
  | boolean
  | Buffer
  | null
  | undefined;

/** How SQLite holds a truth value. */
export type Flag = 0 | 1;

/**
 * The forge's one SQLite file. Everything is synchronous: a transaction is a
 * plain function and cannot be interleaved with another request.
 *
 * `synchronous = FULL` with WAL means that a returned transaction is on disk,
 * which is the whole durability promise of the forge.
 */
export class Database {
  readonly #sqlite: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement>();

  private constructor(sqlite: Sqlite.Database) {
    this.#sqlite = sqlite;
  }

  static open(filename: string): Database {
    const sqlite = new Sqlite(filename);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('busy_timeout = 5000');
    const applied = Number(sqlite.pragma('user_version', { simple: true }));
    if (applied > migrations.length) {
      sqlite.close();
      throw new Error(
        `The database ${filename} was written by a newer forge (schema ${applied}, known ${migrations.length})`,
      );
    }
    for (let version = applied; version < migrations.length; version += 1) {
      sqlite.transaction(() => {
        sqlite.exec(migrations[version]);
        sqlite.pragma(`user_version = ${version + 1}`);
      })();
    }
    return new Database(sqlite);
  }

  all<Row>(sql: string, ...parameters: Parameter[]): Row[] {
    return this.#prepare(sql).all(...parameters.map(bindable)) as Row[];
  }

  get<Row>(sql: string, ...parameters: Parameter[]): Row | undefined {
    return this.#prepare(sql).get(...parameters.map(bindable)) as
      | Row
      | undefined;
  }

  /** The single number that a counting statement selects. */
  count(sql: string, ...parameters: Parameter[]): number {
    return Number(
      this.#prepare(sql)
        .pluck()
        .get(...parameters.map(bindable)),
    );
  }

  /** Runs a writing statement; returns the new row's id and the changed rows. */
  run(
    sql: string,
    ...parameters: Parameter[]
  ): { id: number; changes: number } {
    const result = this.#prepare(sql).run(...parameters.map(bindable));
    return { id: Number(result.lastInsertRowid), changes: result.changes };
  }

  insert(table: string, values: Record<string, Parameter>): number {
    const names = Object.keys(values);
    const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names
      .map(() => '?')
      .join(', ')})`;
    return this.run(sql, ...Object.values(values)).id;
  }

  /** Sets the given columns of one row; names come from code, never from input. */
  update(table: string, id: number, values: Record<string, Parameter>): void {
    const names = Object.keys(values);
    if (names.length === 0) return;
    const sql = `UPDATE ${table} SET ${names
      .map(name => `${name} = ?`)
      .join(', ')} WHERE id = ?`;
    this.run(sql, ...Object.values(values), id);
  }

  /** Runs `work` in one transaction; a nested call joins the outer one. */
  transaction<Result>(work: () => Result): Result {
    return this.#sqlite.inTransaction
      ? work()
      : this.#sqlite.transaction(work).immediate();
  }

  close(): void {
    this.#sqlite.close();
  }

  #prepare(sql: string): Sqlite.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#sqlite.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function bindable(value: Parameter): string | number | bigint | Buffer | null {
  if (value === undefined) return null;
  return typeof value === 'boolean' ? Number(value) : value;
}

/** The present moment in the form that GitHub writes. */
export function timestamp(milliseconds: number = Date.now()): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
