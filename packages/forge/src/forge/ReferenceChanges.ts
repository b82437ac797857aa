import { ForgeError } from '../errors';
import { Commit } from '../git/commitObject';
import { FileChange } from '../git/diff';
import { emptyTree, ReferenceUpdate } from '../git/GitRepository';
import { pushedCommit } from '../present/commits';
import { fullNameOf } from '../present/repositories';
import { Json } from '../present/View';
import { AccountRow } from '../store/AccountStore';
import { timestamp } from '../store/Database';
import { PullRequestRow, PullRequestSize } from '../store/PullRequestStore';
import { RepositoryRow } from '../store/RepositoryStore';
import type { Forge } from './Forge';

const branchPrefix = 'refs/heads/';
const tagPrefix = 'refs/tags/';
const absent = '0'.repeat(40);
/** GitHub lists at most this many commits in a push payload. */
const pushedCommitLimit = 2048;

interface Announced extends ReferenceUpdate {
  commits: Commit[];
  changes: FileChange[][];
  forced: boolean;
}

interface Synchronised {
  pullRequest: PullRequestRow;
  headSha: string;
  baseSha: string;
  size: PullRequestSize;
}

/**
 * The one way in which references move.
 *
 * Git and SQLite cannot commit together, so a journal row goes first, then git
 * moves the references, then one transaction writes the forge's copy of them,
 * what follows for pull requests, the webhooks to send, and removes the row.
 * A start that finds a row compares git with the copy and catches up: whatever
 * git has accepted is announced exactly once, however the process died.
 */
export class ReferenceChanges {
  readonly #forge: Forge;

  constructor(forge: Forge) {
    this.#forge = forge;
  }

  /**
   * Moves references all or none.
   *
   * @param plan - says what to move; runs while no other writer does
   * @throws ForgeError 409 (STALE_DATA) when a reference is not where the plan saw it
   */
  async apply(
    repository: RepositoryRow,
    actor: AccountRow,
    plan: () => Promise<readonly ReferenceUpdate[]>,
    options: { mergeNumber?: number } = {},
  ): Promise<readonly ReferenceUpdate[]> {
    return this.#forge.git.exclusively(repository.id, async () => {
      const updates = await plan();
      if (updates.length === 0) return updates;
      const journal = this.#forge.repositoryStore.openJournal({
        repositoryId: repository.id,
        actorId: actor.id,
        mergeNumber: options.mergeNumber,
      });
      const moved = await this.#forge.git
        .get(repository.id)
        .updateReferences(updates);
      if (!moved) {
        this.#forge.repositoryStore.closeJournal(journal);
        throw ForgeError.stale('Reference cannot be updated');
      }
      await this.#announce(
        repository,
        actor,
        updates,
        journal,
        options.mergeNumber,
      );
      return updates;
    });
  }

  /** Lets git itself move references (a push) and announces what came of it. */
  async receive<Result>(
    repository: RepositoryRow,
    actor: AccountRow,
    work: () => Promise<Result>,
  ): Promise<Result> {
    return this.#forge.git.exclusively(repository.id, async () => {
      const journal = this.#forge.repositoryStore.openJournal({
        repositoryId: repository.id,
        actorId: actor.id,
      });
      const result = await work();
      const updates = await this.#difference(repository.id);
      await this.#announce(repository, actor, updates, journal);
      return result;
    });
  }

  /** Catches up with changes that were under way when the process ended. */
  async recover(): Promise<void> {
    for (const entry of this.#forge.repositoryStore.journal()) {
      const repository = this.#forge.repositoryStore.byId(entry.repositoryId);
      const actor = this.#forge.accounts.byId(entry.actorId);
      if (!repository || !actor) {
        this.#forge.repositoryStore.closeJournal(entry.id);
        continue;
      }
      const updates = await this.#difference(repository.id);
      await this.#announce(
        repository,
        actor,
        updates,
        entry.id,
        entry.mergeNumber ?? undefined,
      );
    }
  }

  /** How git's references differ from the forge's copy. */
  async #difference(repositoryId: number): Promise<ReferenceUpdate[]> {
    const actual = await this.#forge.git.get(repositoryId).references();
    const known = new Map(
      this.#forge.repositoryStore
        .references(repositoryId)
        .map(({ name, sha }) => [name, sha]),
    );
    const updates: ReferenceUpdate[] = [];
    for (const name of new Set([...known.keys(), ...actual.keys()])) {
      const before = known.get(name);
      const after = actual.get(name);
      if (before !== after) updates.push({ name, before, after });
    }
    return updates;
  }

  async #announce(
    repository: RepositoryRow,
    actor: AccountRow,
    updates: readonly ReferenceUpdate[],
    journal: number,
    mergeNumber?: number,
  ): Promise<void> {
    const forge = this.#forge;
    // First everything that needs git, then one transaction without waiting.
    const announced: Announced[] = [];
    for (const update of updates) {
      announced.push(await this.#describe(repository, update));
    }
    const synchronised = await this.#synchronised(repository, updates);
    const merged = await this.#merged(repository, updates, mergeNumber);

    const firstBranch = this.#firstBranch(repository, updates);
    if (firstBranch) await forge.git.get(repository.id).setHead(firstBranch);

    forge.database.transaction(() => {
      for (const { name, after } of updates) {
        forge.repositoryStore.setReference(repository.id, name, after);
      }
      if (updates.length > 0) {
        forge.repositoryStore.update(repository.id, {
          pushedAt: timestamp(),
          ...(firstBranch ? { defaultBranch: firstBranch } : {}),
        });
      }
      const current = forge.repositoryStore.require(repository.id);
      for (const update of announced) this.#record(current, actor, update);
      for (const { pullRequest, ...values } of synchronised) {
        forge.pullRequests.synchronised(current, actor, pullRequest, values);
      }
      for (const { number, sha } of merged) {
        forge.pullRequests.merged(current, actor, number, sha);
      }
      for (const { name, after } of updates) {
        if (after || !name.startsWith(branchPrefix)) continue;
        forge.pullRequests.branchDeleted(
          current,
          actor,
          name.slice(branchPrefix.length),
        );
      }
      forge.repositoryStore.closeJournal(journal);
    });
  }

  /** The branch that becomes the default because it is the first one pushed. */
  #firstBranch(
    repository: RepositoryRow,
    updates: readonly ReferenceUpdate[],
  ): string | undefined {
    const known = this.#forge.repositoryStore.references(
      repository.id,
      branchPrefix,
    );
    const pushed = updates
      .filter(({ name, after }) => after && name.startsWith(branchPrefix))
      .map(({ name }) => name.slice(branchPrefix.length));
    return known.length === 0 && !pushed.includes(repository.defaultBranch)
      ? pushed[0]
      : undefined;
  }

  async #describe(
    repository: RepositoryRow,
    update: ReferenceUpdate,
  ): Promise<Announced> {
    const { name, before, after } = update;
    const nothing = { ...update, commits: [], changes: [], forced: false };
    if (
      !name.startsWith(branchPrefix) ||
      !after ||
      !this.#forge.events.isWanted('push', repository)
    ) {
      return nothing;
    }
    const git = this.#forge.git.get(repository.id);
    const base =
      before ??
      this.#forge.repositoryStore.reference(
        repository.id,
        `${branchPrefix}${repository.defaultBranch}`,
      );
    const commits = await git.history(after, {
      exclude: base,
      limit: before || !base ? pushedCommitLimit : 20,
    });
    const changes = await Promise.all(
      commits
        .slice(0, 20)
        .map(commit => git.diff(commit.parents[0] ?? emptyTree, commit.sha)),
    );
    const forced = Boolean(before) && !(await git.isAncestor(before!, after));
    return { ...update, commits, changes, forced };
  }

  /** Open pull requests whose head moved, measured anew. */
  async #synchronised(
    repository: RepositoryRow,
    updates: readonly ReferenceUpdate[],
  ): Promise<Synchronised[]> {
    const synchronised: Synchronised[] = [];
    for (const { name, after } of updates) {
      if (!after || !name.startsWith(branchPrefix)) continue;
      const open = this.#forge.pullRequestStore.list(repository.id, {
        state: 'open',
        headRef: name.slice(branchPrefix.length),
      });
      for (const pullRequest of open) {
        if (pullRequest.headSha === after) continue;
        const base = `${branchPrefix}${pullRequest.baseRef}`;
        const baseSha =
          updates.find(update => update.name === base)?.after ??
          this.#forge.repositoryStore.reference(repository.id, base) ??
          pullRequest.baseSha;
        const size = await this.#forge.pullRequests.measure(
          repository,
          baseSha,
          after,
        );
        synchronised.push({ pullRequest, headSha: after, baseSha, size });
      }
    }
    return synchronised;
  }

  /** Open pull requests whose head became part of their base. */
  async #merged(
    repository: RepositoryRow,
    updates: readonly ReferenceUpdate[],
    mergeNumber: number | undefined,
  ): Promise<Array<{ number: number; sha: string }>> {
    const merged: Array<{ number: number; sha: string }> = [];
    for (const { name, before, after } of updates) {
      if (!after || !before || !name.startsWith(branchPrefix)) continue;
      const open = this.#forge.pullRequestStore.list(repository.id, {
        state: 'open',
        baseRef: name.slice(branchPrefix.length),
      });
      if (open.length === 0) continue;
      const added = new Set(
        await this.#forge.git.get(repository.id).addedCommits(before, after),
      );
      for (const { number, headSha } of open) {
        if (number === mergeNumber || added.has(headSha)) {
          merged.push({ number, sha: after });
        }
      }
    }
    return merged;
  }

  /** Queues `create`, `delete` and `push` for one reference. */
  #record(
    repository: RepositoryRow,
    actor: AccountRow,
    update: Announced,
  ): void {
    const { events } = this.#forge;
    const kind = kindOf(update.name);
    if (!kind) return;
    const shared = { ref: kind.name, ref_type: kind.type, pusher_type: 'user' };
    if (!update.before) {
      events.recordFor(repository, actor, 'create', undefined, {
        ...shared,
        master_branch: repository.defaultBranch,
        description: repository.description,
      });
    } else if (!update.after) {
      events.recordFor(repository, actor, 'delete', undefined, shared);
    }
    if (events.isWanted('push', repository)) {
      events.recordFor(
        repository,
        actor,
        'push',
        undefined,
        this.#pushPayload(repository, actor, update),
      );
    }
  }

  #pushPayload(
    repository: RepositoryRow,
    actor: AccountRow,
    update: Announced,
  ): Json {
    const view = { forge: this.#forge, urls: this.#forge.urls };
    const commits = update.commits.map((commit, index) =>
      pushedCommit(view, repository, commit, update.changes[index] ?? []),
    );
    const before = update.before ?? absent;
    const after = update.after ?? absent;
    return {
      ref: update.name,
      before,
      after,
      base_ref: null,
      created: !update.before,
      deleted: !update.after,
      forced: update.forced,
      compare: `${view.urls.web}/${fullNameOf(
        view,
        repository,
      )}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
      // GitHub lists the oldest first.
      commits: [...commits].reverse(),
      head_commit: commits[0] ?? null,
      pusher: { name: actor.login, email: actor.email },
    };
  }
}

function kindOf(
  name: string,
): { type: 'branch' | 'tag'; name: string } | undefined {
  if (name.startsWith(branchPrefix)) {
    return { type: 'branch', name: name.slice(branchPrefix.length) };
  }
  return name.startsWith(tagPrefix)
    ? { type: 'tag', name: name.slice(tagPrefix.length) }
    : undefined;
}
