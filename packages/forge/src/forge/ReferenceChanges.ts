import { ForgeError } from '../errors';
import { ReferenceUpdate } from '../git/GitRepository';
import { AccountRow } from '../store/AccountStore';
import { timestamp } from '../store/Database';
import { PullRequestRow, PullRequestSize } from '../store/PullRequestStore';
import { RepositoryRow } from '../store/RepositoryStore';
import type { EventRecorder } from '../webhooks/EventRecorder';
import type { PullRequests } from './PullRequests';
import type { Records } from './Records';
import { AnnouncedReference, ReferenceEvents } from './ReferenceEvents';

const branchPrefix = 'refs/heads/';

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
  readonly #records: Records;
  readonly #events: ReferenceEvents;
  readonly #pullRequests: PullRequests;

  constructor(
    records: Records,
    events: EventRecorder,
    pullRequests: PullRequests,
  ) {
    this.#records = records;
    this.#events = new ReferenceEvents(records, events);
    this.#pullRequests = pullRequests;
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
    return this.#records.git.exclusively(repository.id, async () => {
      const updates = await plan();
      if (updates.length === 0) return updates;
      const journal = this.#records.repositoryStore.openJournal({
        repositoryId: repository.id,
        actorId: actor.id,
        mergeNumber: options.mergeNumber,
      });
      const moved = await this.#records.git
        .get(repository.id)
        .updateReferences(updates);
      if (!moved) {
        this.#records.repositoryStore.closeJournal(journal);
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

  /**
   * Lets git itself move references (a push) and announces what came of it.
   *
   * @param work - tells which process moves them, if that could outlive this one
   */
  async receive<Result>(
    repository: RepositoryRow,
    actor: AccountRow,
    work: (started: (process: number) => void) => Promise<Result>,
  ): Promise<Result> {
    return this.#records.git.exclusively(repository.id, async () => {
      const journal = this.#records.repositoryStore.openJournal({
        repositoryId: repository.id,
        actorId: actor.id,
      });
      const result = await work(process =>
        this.#records.repositoryStore.noteProcess(journal, process),
      );
      const updates = await this.#difference(repository.id);
      await this.#announce(repository, actor, updates, journal);
      return result;
    });
  }

  /** Catches up with changes that were under way when the process ended. */
  async recover(): Promise<void> {
    for (const entry of this.#records.repositoryStore.journal()) {
      const repository = this.#records.repositoryStore.byId(entry.repositoryId);
      const actor = this.#records.accounts.byId(entry.actorId);
      if (!repository || !actor) {
        this.#records.repositoryStore.closeJournal(entry.id);
        continue;
      }
      await this.#records.git.endOrphan(
        repository.id,
        entry.process ?? undefined,
      );
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
    const actual = await this.#records.git.get(repositoryId).references();
    const known = new Map(
      this.#records.repositoryStore
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
    const records = this.#records;
    // First everything that needs git, then one transaction without waiting.
    const announced: AnnouncedReference[] = [];
    for (const update of updates) {
      announced.push(await this.#events.describe(repository, update));
    }
    const synchronised = await this.#synchronised(repository, updates);
    const merged = await this.#merged(repository, updates, mergeNumber);

    const firstBranch = this.#firstBranch(repository, updates);
    if (firstBranch) await records.git.get(repository.id).setHead(firstBranch);

    records.database.transaction(() => {
      for (const { name, after } of updates) {
        records.repositoryStore.setReference(
          repository.id,
          name,
          after,
          actor.id,
        );
      }
      if (updates.length > 0) {
        records.repositoryStore.update(repository.id, {
          pushedAt: timestamp(),
          ...(firstBranch ? { defaultBranch: firstBranch } : {}),
        });
      }
      const current = records.repositoryStore.require(repository.id);
      for (const update of announced)
        this.#events.record(current, actor, update);
      for (const { pullRequest, ...values } of synchronised) {
        this.#pullRequests.synchronised(current, actor, pullRequest, values);
      }
      for (const { number, sha } of merged) {
        this.#pullRequests.merged(current, actor, number, sha);
      }
      for (const { name, after } of updates) {
        if (after || !name.startsWith(branchPrefix)) continue;
        this.#pullRequests.branchDeleted(
          current,
          actor,
          name.slice(branchPrefix.length),
        );
      }
      records.repositoryStore.closeJournal(journal);
    });
  }

  /** The branch that becomes the default because it is the first one pushed. */
  #firstBranch(
    repository: RepositoryRow,
    updates: readonly ReferenceUpdate[],
  ): string | undefined {
    const known = this.#records.repositoryStore.references(
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

  /** Open pull requests whose head moved, measured anew. */
  async #synchronised(
    repository: RepositoryRow,
    updates: readonly ReferenceUpdate[],
  ): Promise<Synchronised[]> {
    const synchronised: Synchronised[] = [];
    for (const { name, after } of updates) {
      if (!after || !name.startsWith(branchPrefix)) continue;
      const open = this.#records.pullRequestStore.list(repository.id, {
        state: 'open',
        headRef: name.slice(branchPrefix.length),
      });
      for (const pullRequest of open) {
        if (pullRequest.headSha === after) continue;
        const base = `${branchPrefix}${pullRequest.baseRef}`;
        const baseSha =
          updates.find(update => update.name === base)?.after ??
          this.#records.repositoryStore.reference(repository.id, base) ??
          pullRequest.baseSha;
        const size = await this.#pullRequests.measure(
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
      const open = this.#records.pullRequestStore.list(repository.id, {
        state: 'open',
        baseRef: name.slice(branchPrefix.length),
      });
      if (open.length === 0) continue;
      const added = new Set(
        await this.#records.git.get(repository.id).addedCommits(before, after),
      );
      for (const { number, headSha } of open) {
        if (number === mergeNumber || added.has(headSha)) {
          merged.push({ number, sha: after });
        }
      }
    }
    return merged;
  }
}
