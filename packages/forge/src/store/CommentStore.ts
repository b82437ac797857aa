import { Database, timestamp } from './Database';

export interface CommentRow {
  id: number;
  repositoryId: number;
  number: number;
  authorId: number;
  body: string;
  minimizedReason: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface ReactionRow {
  id: number;
  subjectType: 'comment' | 'pull';
  subjectId: number;
  accountId: number;
  content: string;
  createdAt: string;
}

/** Comments in the conversation of a pull request, and reactions to them. */
export class CommentStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add(comment: {
    repositoryId: number;
    number: number;
    authorId: number;
    body: string;
  }): CommentRow {
    const now = timestamp();
    const id = this.#database.insert('comments', {
      ...comment,
      createdAt: now,
      updatedAt: now,
    });
    return this.byId(id)!;
  }

  byId(id: number): CommentRow | undefined {
    return this.#database.get('SELECT * FROM comments WHERE id = ?', id);
  }

  list(repositoryId: number, number: number): CommentRow[] {
    return this.#database.all(
      'SELECT * FROM comments WHERE repositoryId = ? AND number = ? ORDER BY id',
      repositoryId,
      number,
    );
  }

  count(repositoryId: number, number: number): number {
    return this.#database.count(
      'SELECT count(*) FROM comments WHERE repositoryId = ? AND number = ?',
      repositoryId,
      number,
    );
  }

  edit(id: number, body: string): CommentRow {
    this.#database.update('comments', id, { body, updatedAt: timestamp() });
    return this.byId(id)!;
  }

  minimize(id: number, reason: string | undefined): void {
    this.#database.update('comments', id, { minimizedReason: reason });
  }

  remove(id: number): void {
    this.#database.run(
      "DELETE FROM reactions WHERE subjectType = 'comment' AND subjectId = ?",
      id,
    );
    this.#database.run('DELETE FROM comments WHERE id = ?', id);
  }

  /** Adds a reaction; the same one twice is the first one again, as on GitHub. */
  react(reaction: Omit<ReactionRow, 'id' | 'createdAt'>): {
    reaction: ReactionRow;
    isNew: boolean;
  } {
    const { changes } = this.#database.run(
      `INSERT INTO reactions (subjectType, subjectId, accountId, content, createdAt)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      reaction.subjectType,
      reaction.subjectId,
      reaction.accountId,
      reaction.content,
      timestamp(),
    );
    const row = this.reactions(reaction.subjectType, reaction.subjectId).find(
      other =>
        other.accountId === reaction.accountId &&
        other.content === reaction.content,
    )!;
    return { reaction: row, isNew: changes > 0 };
  }

  reactions(
    subjectType: ReactionRow['subjectType'],
    subjectId: number,
  ): ReactionRow[] {
    return this.#database.all(
      'SELECT * FROM reactions WHERE subjectType = ? AND subjectId = ? ORDER BY id',
      subjectType,
      subjectId,
    );
  }
}
