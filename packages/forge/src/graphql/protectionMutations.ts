import { ForgeError } from '../errors';
import { AccountRow } from '../store/AccountStore';
import {
  openProtection,
  Protection,
  ProtectionSettings,
} from '../store/ProtectionStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { GraphContext, Mutations, node } from './fields';
import { nodeById, requireNode } from './queries';

interface ProtectionInput {
  repositoryId?: string;
  branchProtectionRuleId?: string;
  pattern?: string;
  requiresApprovingReviews?: boolean;
  requiredApprovingReviewCount?: number;
  requiresStatusChecks?: boolean;
  requiresStrictStatusChecks?: boolean;
  requiredStatusCheckContexts?: string[];
  requiredStatusChecks?: Array<{ context: string }>;
  requiresCodeOwnerReviews?: boolean;
  requiresLinearHistory?: boolean;
  requiresConversationResolution?: boolean;
  dismissesStaleReviews?: boolean;
  requireLastPushApproval?: boolean;
  isAdminEnforced?: boolean;
  allowsForcePushes?: boolean;
  allowsDeletions?: boolean;
  bypassPullRequestActorIds?: string[];
}

async function settingsOf(
  input: ProtectionInput,
  before: ProtectionSettings,
  context: GraphContext,
): Promise<ProtectionSettings> {
  const bypass: string[] = [];
  for (const id of input.bypassPullRequestActorIds ?? []) {
    const actor = await nodeById(id, context);
    if (!actor)
      throw ForgeError.notFound(
        `Could not resolve to a node with the global id of '${id}'`,
      );
    bypass.push((actor.source as AccountRow).login);
  }
  const needsReviews =
    input.requiresApprovingReviews ?? before.requiredApprovals !== undefined;
  return {
    requiredApprovals: needsReviews
      ? input.requiredApprovingReviewCount ?? before.requiredApprovals ?? 1
      : undefined,
    requiredContexts:
      input.requiresStatusChecks === false
        ? []
        : input.requiredStatusChecks?.map(({ context: name }) => name) ??
          input.requiredStatusCheckContexts ??
          before.requiredContexts,
    strictContexts: input.requiresStrictStatusChecks ?? before.strictContexts,
    requireCodeOwnerReviews:
      input.requiresCodeOwnerReviews ?? before.requireCodeOwnerReviews,
    dismissStaleReviews:
      input.dismissesStaleReviews ?? before.dismissStaleReviews,
    requireLastPushApproval:
      input.requireLastPushApproval ?? before.requireLastPushApproval,
    enforceAdmins: input.isAdminEnforced ?? before.enforceAdmins,
    allowForcePushes: input.allowsForcePushes ?? before.allowForcePushes,
    allowDeletions: input.allowsDeletions ?? before.allowDeletions,
    requireLinearHistory:
      input.requiresLinearHistory ?? before.requireLinearHistory,
    requireConversationResolution:
      input.requiresConversationResolution ??
      before.requireConversationResolution,
    bypass: input.bypassPullRequestActorIds ? bypass : before.bypass,
  };
}

async function createBranchProtectionRule(
  input: ProtectionInput & { repositoryId: string; pattern: string },
  context: GraphContext,
) {
  const repository = await requireNode<RepositoryRow>(
    input.repositoryId,
    'Repository',
    context,
  );
  const { forge, caller } = context;
  forge.access.requirePermission(caller, repository, 'admin');
  if (forge.protections.byPattern(repository.id, input.pattern)) {
    throw ForgeError.unprocessable(`Name already protected: ${input.pattern}`);
  }
  const rule = forge.protections.set(
    repository.id,
    input.pattern,
    await settingsOf(input, openProtection, context),
    caller.account.id,
  );
  return { branchProtectionRule: node('BranchProtectionRule', rule) };
}

async function ruleOf(id: string, context: GraphContext) {
  const rule = await requireNode<Protection>(
    id,
    'BranchProtectionRule',
    context,
  );
  const repository = context.forge.repositoryStore.require(rule.repositoryId);
  context.forge.access.requirePermission(context.caller, repository, 'admin');
  return rule;
}

async function updateBranchProtectionRule(
  input: ProtectionInput & { branchProtectionRuleId: string },
  context: GraphContext,
) {
  const rule = await ruleOf(input.branchProtectionRuleId, context);
  const updated = context.forge.protections.set(
    rule.repositoryId,
    rule.pattern,
    await settingsOf(input, rule.settings, context),
    context.caller.account.id,
  );
  return { branchProtectionRule: node('BranchProtectionRule', updated) };
}

async function deleteBranchProtectionRule(
  input: { branchProtectionRuleId: string },
  context: GraphContext,
) {
  const rule = await ruleOf(input.branchProtectionRuleId, context);
  context.forge.protections.remove(rule.id);
  return {};
}

/** Branch protection. */
export const protectionMutations: Mutations = {
  createBranchProtectionRule,
  updateBranchProtectionRule,
  deleteBranchProtectionRule,
};
