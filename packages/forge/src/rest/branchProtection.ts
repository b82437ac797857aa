import { ForgeError } from '../errors';
import { encodePath } from '../forge/Urls';
import { fullNameOf } from '../present/repositories';
import { Json } from '../present/View';
import {
  openProtection,
  Protection,
  ProtectionSettings,
} from '../store/ProtectionStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { Fields } from './Fields';
import { noContent, ok, RestRequest } from './RestRequest';
import { Route } from './Router';

export function contextsAnswer(contexts: readonly string[]): Json[] {
  return contexts.map(context => ({ context, app_id: null }));
}

function answer(
  request: RestRequest,
  repository: RepositoryRow,
  branch: string,
  { settings }: Protection,
): Json {
  const url = `${request.view.urls.api}/repos/${fullNameOf(
    request.view,
    repository,
  )}/branches/${encodePath(branch)}/protection`;
  const flag = (enabled: boolean) => ({ enabled });
  return {
    url,
    ...(settings.requiredContexts.length > 0 || settings.strictContexts
      ? {
          required_status_checks: {
            url: `${url}/required_status_checks`,
            strict: settings.strictContexts,
            contexts: settings.requiredContexts,
            contexts_url: `${url}/required_status_checks/contexts`,
            checks: contextsAnswer(settings.requiredContexts),
          },
        }
      : {}),
    ...(settings.requiredApprovals === undefined
      ? {}
      : {
          required_pull_request_reviews: {
            url: `${url}/required_pull_request_reviews`,
            dismiss_stale_reviews: settings.dismissStaleReviews,
            require_code_owner_reviews: settings.requireCodeOwnerReviews,
            require_last_push_approval: settings.requireLastPushApproval,
            required_approving_review_count: settings.requiredApprovals,
          },
        }),
    required_signatures: { url: `${url}/required_signatures`, enabled: false },
    enforce_admins: {
      url: `${url}/enforce_admins`,
      enabled: settings.enforceAdmins,
    },
    required_linear_history: flag(settings.requireLinearHistory),
    allow_force_pushes: flag(settings.allowForcePushes),
    allow_deletions: flag(settings.allowDeletions),
    block_creations: flag(false),
    required_conversation_resolution: flag(
      settings.requireConversationResolution,
    ),
    lock_branch: flag(false),
    allow_fork_syncing: flag(false),
  };
}

function settingsIn(fields: Fields): ProtectionSettings {
  for (const name of [
    'required_status_checks',
    'enforce_admins',
    'required_pull_request_reviews',
    'restrictions',
  ]) {
    if (!fields.has(name)) {
      throw ForgeError.unprocessable(
        `Invalid request.\n\n"${name}" wasn't supplied.`,
      );
    }
  }
  const checks = fields.object('required_status_checks');
  const reviews = fields.object('required_pull_request_reviews');
  const bypass = reviews?.object('bypass_pull_request_allowances');
  const approvals = reviews?.number('required_approving_review_count') ?? 1;
  if (approvals < 0 || approvals > 6) {
    throw ForgeError.invalidField(
      'ProtectedBranch',
      'required_approving_review_count',
    );
  }
  return {
    ...openProtection,
    requiredApprovals: reviews ? approvals : undefined,
    requiredContexts: [
      ...(checks?.texts('contexts') ?? []),
      ...(checks?.objects('checks') ?? []).map(check =>
        check.requiredText('context'),
      ),
    ].filter((context, index, all) => all.indexOf(context) === index),
    strictContexts: checks?.flag('strict') ?? false,
    requireCodeOwnerReviews:
      reviews?.flag('require_code_owner_reviews') ?? false,
    dismissStaleReviews: reviews?.flag('dismiss_stale_reviews') ?? false,
    requireLastPushApproval:
      reviews?.flag('require_last_push_approval') ?? false,
    enforceAdmins: fields.flag('enforce_admins') ?? false,
    allowForcePushes: fields.flag('allow_force_pushes') ?? false,
    allowDeletions: fields.flag('allow_deletions') ?? false,
    requireLinearHistory: fields.flag('required_linear_history') ?? false,
    requireConversationResolution:
      fields.flag('required_conversation_resolution') ?? false,
    bypass: [
      ...(bypass?.texts('users') ?? []),
      ...(bypass?.texts('apps') ?? []),
    ],
  };
}

function existingRule(request: RestRequest): {
  repository: RepositoryRow;
  rule: Protection;
} {
  const repository = request.repository('admin');
  const { branch } = request.parameters;
  const rule = request.forge.protection.rule(repository, branch);
  if (!rule) {
    throw ForgeError.notFound(
      request.forge.repositoryStore.reference(
        repository.id,
        `refs/heads/${branch}`,
      )
        ? 'Branch not protected'
        : 'Branch not found',
    );
  }
  return { repository, rule };
}

/** The protection of one branch. */
export const protectionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/branches/{branch}/protection',
    handle: request => {
      const { repository, rule } = existingRule(request);
      return ok(answer(request, repository, request.parameters.branch, rule));
    },
  },
  {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/branches/{branch}/protection',
    handle: request => {
      const repository = request.repository('admin');
      const { branch } = request.parameters;
      if (
        !request.forge.repositoryStore.reference(
          repository.id,
          `refs/heads/${branch}`,
        )
      ) {
        throw ForgeError.notFound('Branch not found');
      }
      const rule = request.forge.protections.set(
        repository.id,
        branch,
        settingsIn(request.fields),
        request.actor.id,
      );
      return ok(answer(request, repository, branch, rule));
    },
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/branches/{branch}/protection',
    handle: request => {
      request.forge.protections.remove(existingRule(request).rule.id);
      return noContent;
    },
  },
];
