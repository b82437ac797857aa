import { ForgeError } from '../errors';
import { commitTree, mergeTrees, rebase } from '../git/merge';
import { ReferenceUpdate } from '../git/GitRepository';
import { PullRequestRow } from '../store/PullRequestStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { Caller } from './Caller';
import type { Records } from './Records';
import type { ReferenceChanges } from './ReferenceChanges';
import { signatureOf } from './Repositories';

export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** What merging needs of the forge. */
type MergingForge = Records & { references: ReferenceChanges };

interface MergeOptions {
  method?: MergeMethod;
  title?: string;
  message?: string;
  expectedHead?: string;
  /** Whether rules that the caller may go past are gone past; as in GitHub's API unless told otherwise. */
  bypass?: boolean;
}

/**
 * Merges a pull request as its base's rules allow.
 *
 * @returns the id of the commit that the base then points at
 * @throws ForgeError 405 when it cannot be merged, 409 when its head moved
 */
export async function mergePullRequest(
  forge: MergingForge,
  repository: RepositoryRow,
  caller: Caller,
  asked: PullRequestRow,
  options: MergeOptions,
): Promise<string> {
  const settings = forge.repositoryStore.settings(repository);
  const method = options.method ?? 'merge';
  const allowed = {
    merge: settings.allowMergeCommit,
    squash: settings.allowSquashMerge,
    rebase: settings.allowRebaseMerge,
  }[method];
  if (!allowed) {
    const names = {
      merge: 'Merge commits are',
      squash: 'Squash merges are',
      rebase: 'Rebase merges are',
    };
    throw ForgeError.methodNotAllowed(
      `${names[method]} not allowed on this repository.`,
    );
  }
  const updates = await forge.references.apply(
    repository,
    caller.account,
    () => plan(forge, repository, caller, asked.id, method, options),
    { mergeNumber: asked.number },
  );
  if (settings.deleteBranchOnMerge) {
    await deleteHead(forge, repository, caller, asked.headRef);
  }
  return updates[0].after!;
}

async function plan(
  forge: MergingForge,
  repository: RepositoryRow,
  caller: Caller,
  id: number,
  method: MergeMethod,
  options: MergeOptions,
): Promise<ReferenceUpdate[]> {
  // Read again: a push or a rival may have come first.
  const pullRequest = forge.pullRequestStore.require(id);
  if (options.expectedHead && options.expectedHead !== pullRequest.headSha) {
    throw ForgeError.conflict(
      'Head branch was modified. Review and try the merge again.',
    );
  }
  if (pullRequest.state === 'closed' || pullRequest.draft) {
    throw ForgeError.methodNotAllowed(
      pullRequest.draft
        ? 'Pull Request is still a draft'
        : 'Pull Request is not mergeable',
    );
  }
  const rule = forge.protection.rule(repository, pullRequest.baseRef);
  const unmet = forge.protection.unmet(repository, pullRequest);
  const bypasses =
    (options.bypass ?? true) &&
    rule !== undefined &&
    forge.protection.canBypass(caller, repository, rule);
  if (rule && unmet.length > 0 && !bypasses) {
    throw ForgeError.methodNotAllowed(unmet.join(' '));
  }
  const name = `refs/heads/${pullRequest.baseRef}`;
  const base = forge.repositoryStore.reference(repository.id, name);
  if (!base) throw ForgeError.methodNotAllowed('Base branch was deleted');
  const after = await mergedCommit(
    forge,
    repository,
    caller,
    pullRequest,
    base,
    method,
    options,
  );
  if (!after)
    throw ForgeError.methodNotAllowed('Pull Request is not mergeable');
  return [{ name, before: base, after }];
}

async function mergedCommit(
  forge: MergingForge,
  repository: RepositoryRow,
  caller: Caller,
  pullRequest: PullRequestRow,
  base: string,
  method: MergeMethod,
  options: MergeOptions,
): Promise<string | undefined> {
  const git = forge.git.get(repository.id);
  const committer = signatureOf(caller.account);
  if (method === 'rebase') {
    return rebase(git.directory, base, pullRequest.headSha, committer);
  }
  const merged = await mergeTrees(git.directory, base, pullRequest.headSha);
  if (!merged.clean) return undefined;
  const { number, title, body } = pullRequest;
  const owner = forge.accounts.require(repository.ownerId);
  const isSquash = method === 'squash';
  const subject =
    options.title ??
    (isSquash
      ? `${title} (#${number})`
      : `Merge pull request #${number} from ${owner.login}/${pullRequest.headRef}`);
  const text = options.message ?? (isSquash ? body ?? '' : title);
  const author = forge.accounts.require(pullRequest.authorId);
  return commitTree(git.directory, {
    tree: merged.tree,
    parents: isSquash ? [base] : [base, pullRequest.headSha],
    message: `${subject}\n${text ? `\n${text}\n` : ''}`,
    author: isSquash ? { ...signatureOf(author) } : committer,
    committer,
  });
}

async function deleteHead(
  forge: MergingForge,
  repository: RepositoryRow,
  caller: Caller,
  branch: string,
): Promise<void> {
  const name = `refs/heads/${branch}`;
  await forge.references.apply(repository, caller.account, async () => {
    const before = forge.repositoryStore.reference(repository.id, name);
    return before && branch !== repository.defaultBranch
      ? [{ name, before, after: undefined }]
      : [];
  });
}
