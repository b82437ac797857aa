import { GitRepositories } from '../git/GitRepositories';
import { ReferenceUpdate } from '../git/GitRepository';
import { AccountStore } from '../store/AccountStore';
import { Protection, ProtectionStore } from '../store/ProtectionStore';
import { PullRequestRow, PullRequestStore } from '../store/PullRequestStore';
import { RepositoryRow, RepositoryStore } from '../store/RepositoryStore';
import { StatusStore } from '../store/StatusStore';
import { Access } from './Access';
import { Caller, includes } from './Caller';

const branchPrefix = 'refs/heads/';

/** Says why a protected branch refuses a change. */
export class BranchProtection {
  readonly #protections: ProtectionStore;
  readonly #pullRequests: PullRequestStore;
  readonly #statuses: StatusStore;
  readonly #access: Access;
  readonly #accounts: AccountStore;
  readonly #repositories: RepositoryStore;
  readonly #git: GitRepositories;

  constructor(parts: {
    protections: ProtectionStore;
    pullRequests: PullRequestStore;
    statuses: StatusStore;
    access: Access;
    accounts: AccountStore;
    repositories: RepositoryStore;
    git: GitRepositories;
  }) {
    this.#protections = parts.protections;
    this.#pullRequests = parts.pullRequests;
    this.#statuses = parts.statuses;
    this.#access = parts.access;
    this.#accounts = parts.accounts;
    this.#repositories = parts.repositories;
    this.#git = parts.git;
  }

  rule(repository: RepositoryRow, branch: string): Protection | undefined {
    return this.#protections.forBranch(repository.id, branch);
  }

  /** Whether this caller may go past the rule. */
  canBypass(
    caller: Caller | undefined,
    repository: RepositoryRow,
    rule: Protection,
  ): boolean {
    if (!caller) return false;
    if (rule.settings.bypass.includes(caller.account.login)) return true;
    return (
      !rule.settings.enforceAdmins &&
      includes(this.#access.permission(caller, repository), 'admin')
    );
  }

  /** The rule that a direct change of this reference is subject to, if any. */
  applicableRule(
    caller: Caller | undefined,
    repository: RepositoryRow,
    update: ReferenceUpdate,
  ): Protection | undefined {
    // A branch that does not exist yet may be created: a first push must work.
    if (!update.name.startsWith(branchPrefix) || !update.before)
      return undefined;
    const rule = this.rule(repository, update.name.slice(branchPrefix.length));
    return rule && !this.canBypass(caller, repository, rule) ? rule : undefined;
  }

  /**
   * Why a direct change (a push, a commit or a reference call) is refused;
   * whether it loses commits is not looked at here, see {@link refusesForce}.
   */
  refusal(
    caller: Caller | undefined,
    repository: RepositoryRow,
    update: ReferenceUpdate,
  ): string | undefined {
    const rule = this.applicableRule(caller, repository, update);
    if (!rule) return undefined;
    if (!update.after) {
      return rule.settings.allowDeletions
        ? undefined
        : 'Cannot delete this protected branch';
    }
    if (rule.settings.requiredApprovals !== undefined) {
      return 'Changes must be made through a pull request.';
    }
    const missing = this.#missingContexts(rule, repository, update.after);
    return missing.length > 0
      ? `Required status check "${missing[0]}" is expected.`
      : undefined;
  }

  /** Whether a change of this branch that loses commits is refused. */
  refusesForce(
    caller: Caller | undefined,
    repository: RepositoryRow,
    update: ReferenceUpdate,
  ): boolean {
    const rule = this.applicableRule(caller, repository, update);
    return rule !== undefined && !rule.settings.allowForcePushes;
  }

  /** {@link refusal} and, for a change that loses commits, {@link refusesForce}. */
  async fullRefusal(
    caller: Caller | undefined,
    repository: RepositoryRow,
    update: ReferenceUpdate,
  ): Promise<string | undefined> {
    const refusal = this.refusal(caller, repository, update);
    if (refusal || !update.before || !update.after) return refusal;
    if (!this.refusesForce(caller, repository, update)) return undefined;
    const forward = await this.#git
      .get(repository.id)
      .isAncestor(update.before, update.after);
    return forward ? undefined : 'Cannot force-push to this protected branch';
  }

  /** What a pull request still lacks before its base lets it in. */
  unmet(repository: RepositoryRow, pullRequest: PullRequestRow): string[] {
    const rule = this.rule(repository, pullRequest.baseRef);
    if (!rule) return [];
    return [
      ...this.#unmetReviews(rule, repository, pullRequest),
      ...this.#missingContexts(rule, repository, pullRequest.headSha).map(
        context => `Required status check "${context}" is expected.`,
      ),
    ];
  }

  /** What the reviews say together, in GraphQL's words. */
  reviewDecision(
    repository: RepositoryRow,
    pullRequest: PullRequestRow,
  ): 'APPROVED' | 'CHANGES_REQUESTED' | 'REVIEW_REQUIRED' | null {
    const rule = this.rule(repository, pullRequest.baseRef);
    const reviews = this.#pullRequests.decidingReviews(pullRequest.id);
    if (reviews.some(({ state }) => state === 'CHANGES_REQUESTED')) {
      return 'CHANGES_REQUESTED';
    }
    if (rule?.settings.requiredApprovals === undefined) {
      return reviews.some(({ state }) => state === 'APPROVED')
        ? 'APPROVED'
        : null;
    }
    return this.#unmetReviews(rule, repository, pullRequest).length === 0
      ? 'APPROVED'
      : 'REVIEW_REQUIRED';
  }

  #unmetReviews(
    { settings }: Protection,
    repository: RepositoryRow,
    pullRequest: PullRequestRow,
  ): string[] {
    const needed = settings.requiredApprovals;
    if (needed === undefined) return [];
    const unmet: string[] = [];
    const reviews = this.#pullRequests.decidingReviews(pullRequest.id);
    const approvals = reviews.filter(
      review =>
        review.state === 'APPROVED' &&
        review.authorId !== pullRequest.authorId &&
        this.#mayWrite(review.authorId, repository),
    );
    if (reviews.some(review => review.state === 'CHANGES_REQUESTED')) {
      unmet.push('Changes were requested by a reviewer.');
    }
    if (approvals.length < needed) {
      unmet.push(
        `At least ${needed} approving review${
          needed === 1 ? ' is' : 's are'
        } required by reviewers with write access.`,
      );
    }
    const pusher = this.#repositories.pusher(
      repository.id,
      `${branchPrefix}${pullRequest.headRef}`,
    );
    if (
      settings.requireLastPushApproval &&
      !approvals.some(
        ({ authorId, commitSha }) =>
          authorId !== pusher && commitSha === pullRequest.headSha,
      )
    ) {
      unmet.push(
        'New changes require approval from someone other than the last pusher.',
      );
    }
    return unmet;
  }

  /** Only who may write to the repository gives an approval that counts. */
  #mayWrite(accountId: number, repository: RepositoryRow): boolean {
    const account = this.#accounts.require(accountId);
    return includes(
      this.#access.accountPermission(account, repository),
      'write',
    );
  }

  #missingContexts(
    rule: Protection,
    repository: RepositoryRow,
    sha: string,
  ): string[] {
    if (rule.settings.requiredContexts.length === 0) return [];
    const passed = new Set([
      ...this.#statuses
        .latest(repository.id, sha)
        .filter(status => status.state === 'success')
        .map(status => status.context),
      ...this.#statuses
        .checkRuns(repository.id, sha)
        .filter(run =>
          ['success', 'neutral', 'skipped'].includes(run.conclusion ?? ''),
        )
        .map(run => run.name),
    ]);
    return rule.settings.requiredContexts.filter(
      context => !passed.has(context),
    );
  }
}
