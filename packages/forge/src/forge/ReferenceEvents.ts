import { Commit } from '../git/commitObject';
import { FileChange } from '../git/diff';
import { emptyTree, ReferenceUpdate } from '../git/GitRepository';
import { pushedCommit } from '../present/commits';
import { fullNameOf } from '../present/repositories';
import { Json } from '../present/View';
import { AccountRow } from '../store/AccountStore';
import { RepositoryRow } from '../store/RepositoryStore';
import type { EventRecorder } from '../webhooks/EventRecorder';
import type { Records } from './Records';

const branchPrefix = 'refs/heads/';
const tagPrefix = 'refs/tags/';
const absent = '0'.repeat(40);
/** GitHub lists at most this many commits in a push payload. */
const pushedCommitLimit = 2048;
/** The changed files of so many commits are looked up for a payload. */
const detailedCommitLimit = 20;

/** A reference that moved, with what its `push` event tells. */
export interface AnnouncedReference extends ReferenceUpdate {
  commits: Commit[];
  changes: FileChange[][];
  forced: boolean;
}

/** The `create`, `delete` and `push` events of references. */
export class ReferenceEvents {
  readonly #records: Records;
  readonly #events: EventRecorder;

  constructor(records: Records, events: EventRecorder) {
    this.#records = records;
    this.#events = events;
  }

  /** Gathers what the events need from git, before their transaction. */
  async describe(
    repository: RepositoryRow,
    update: ReferenceUpdate,
  ): Promise<AnnouncedReference> {
    const { name, before, after } = update;
    const nothing = { ...update, commits: [], changes: [], forced: false };
    if (
      !name.startsWith(branchPrefix) ||
      !after ||
      !this.#events.isWanted('push', repository)
    ) {
      return nothing;
    }
    const git = this.#records.git.get(repository.id);
    const base =
      before ??
      this.#records.repositoryStore.reference(
        repository.id,
        `${branchPrefix}${repository.defaultBranch}`,
      );
    const commits = await git.history(after, {
      exclude: base,
      limit: before || !base ? pushedCommitLimit : 20,
    });
    const changes = await Promise.all(
      commits
        .slice(0, detailedCommitLimit)
        .map(commit => git.diff(commit.parents[0] ?? emptyTree, commit.sha)),
    );
    const forced = Boolean(before) && !(await git.isAncestor(before!, after));
    return { ...update, commits, changes, forced };
  }

  /** Queues `create`, `delete` and `push` for one reference. */
  record(
    repository: RepositoryRow,
    actor: AccountRow,
    update: AnnouncedReference,
  ): void {
    const events = this.#events;
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
    update: AnnouncedReference,
  ): Json {
    const view = { records: this.#records, urls: this.#records.urls };
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
