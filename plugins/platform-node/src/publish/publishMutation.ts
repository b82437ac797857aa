import { RenderedService, ServiceAnswers } from '@connectly/plugin-platform-common';
import { markdownText } from '../render/markdown';
import { PlatformSettings } from '../settings';
import { findProvision, findRegistration, isOfRepository, KnownPullRequest } from './knownPullRequests';
import { Mutation, Step, toMutation } from './mutation';
import { Preflight, provisionBranch, registrationBranch } from './preflight';

const pullRequest = 'pullRequest { id number url state }';

/**
 * Set by Atlantis: pending while it applies, failed when that failed, and successful at once for a change that plans nothing. A merge
 * waits for it, so that what stands on the default branch has been applied.
 */
const applyCheck = 'atlantis/apply';

/** The pull request's author is the portal, so GitHub lets the person who asked for it approve it: reviewers must see who that is. */
const askedBy = (requester: string) =>
  `Asked for by ${markdownText(requester)}: somebody else should approve it. The forge cannot refuse that person's own approval.`;

/** Pull requests of the central repository, as GitHub searches them. */
function centralPulls({ webUrl, organisation, centralRepository }: PlatformSettings, query: string): string {
  return `${webUrl}/${organisation}/${centralRepository}/pulls?${new URLSearchParams({ q: query })}`;
}

/** Where the registration is found: both pull requests are made in one mutation, so its number is known only when it was there before. */
function registrationUrl({ answers, settings, state }: MutationOptions): string {
  return knownRegistration(state)?.url ?? centralPulls(settings, `is:pr head:${registrationBranch(answers.name)}`);
}

/** Where the provision pull request is found: beside it a new repository has none. */
function provisionUrl({ answers, settings, state }: MutationOptions): string {
  const known = findProvision(state.service?.pullRequests.nodes ?? []);
  return known?.url ?? `${settings.webUrl}/${settings.organisation}/${answers.name}/pulls`;
}

function provisionBody(options: MutationOptions): string {
  const { answers, settings, requester } = options;
  return `${askedBy(requester)}

Adds the infrastructure of **${answers.name}** in ${answers.environments.join(', ')}. Atlantis comments the plan below.

1. Read the plan.
2. Have the [registration of this service](${registrationUrl(options)}) in ${settings.organisation}/${settings.centralRepository} merged: until then Atlantis plans, but does not apply.
3. Review and approve, then comment \`atlantis apply\`. The merge waits for it.
`;
}

function registrationBody(options: MutationOptions): string {
  const { answers, settings, requester } = options;
  const { webUrl, portalUrl, organisation, centralRepository, defaultBranch } = settings;
  const others = centralPulls(settings, `is:pr is:open head:${registrationBranch('')}`);
  const koreanGuide = `${portalUrl}/docs/default/component/platform/guides/make-a-service.ko/#the-registration`;
  const guide = `${webUrl}/${organisation}/${centralRepository}/blob/${defaultBranch}/docs/guides/make-a-service.md#the-registration`;
  return `${askedBy(requester)}

Registers **${settings.organisation}/${answers.name}**, owned by the team ${answers.owner}, so that Atlantis may apply its [provision pull request](${provisionUrl(options)}) in ${answers.environments.join(', ')}.

[In which order it is approved, applied and merged](${guide}) · [승인, 적용, 병합 순서](${koreanGuide})

Is [another registration](${others}) open? Each plans the whole stack service-access, so they go one after the other: the first that is planned holds it until it is merged or closed. \`atlantis/plan\` is red here then, with "currently locked by an unapplied plan": that is no fault of this one. When the other one is merged, comment \`atlantis plan\` here.

[다른 등록](${others})이 열려 있나요? 등록마다 스택 service-access 전체를 플랜하므로 하나씩 처리합니다. 먼저 플랜한 등록이 병합되거나 닫힐 때까지 스택을 잡고 있습니다. 그동안 여기의 \`atlantis/plan\`은 "currently locked by an unapplied plan"이라며 빨갛지만 이 등록의 잘못이 아닙니다. 그 등록이 병합되면 여기에 \`atlantis plan\`을 댓글로 다세요.
`;
}

function serviceSteps(options: MutationOptions, repositoryId: string): Step[] {
  const { answers, settings, state } = options;
  const steps: Step[] = [];
  const found = state.service;
  const known = found ? findProvision(found.pullRequests.nodes) : undefined;
  const isProtected = found?.branchProtectionRules.nodes.some(
    rule => rule.pattern === settings.defaultBranch,
  );
  if (!known && state.organization.team) {
    steps.push({
      alias: 'access',
      field: 'updateTeamsRepository',
      inputType: 'UpdateTeamsRepositoryInput',
      input: {
        repositoryId,
        teamIds: [state.organization.team.id],
        permission: 'WRITE',
      },
      selection: 'clientMutationId',
    });
  }
  if (!known) {
    steps.push({
      alias: 'provision',
      field: 'createPullRequest',
      inputType: 'CreatePullRequestInput',
      input: {
        repositoryId,
        baseRefName: settings.defaultBranch,
        headRefName: provisionBranch,
        title: `Provision ${answers.name}`,
        body: provisionBody(options),
      },
      selection: pullRequest,
    });
  }
  if (!isProtected) {
    steps.push({
      alias: 'protection',
      field: 'createBranchProtectionRule',
      inputType: 'CreateBranchProtectionRuleInput',
      input: {
        repositoryId,
        pattern: settings.defaultBranch,
        requiresApprovingReviews: true,
        requiredApprovingReviewCount: 1,
        dismissesStaleReviews: true,
        requireLastPushApproval: true,
        requiresStatusChecks: true,
        requiredStatusCheckContexts: [applyCheck],
        allowsForcePushes: false,
        allowsDeletions: false,
      },
      selection: 'clientMutationId',
    });
  }
  return steps;
}

/** What the two mutations are made from. */
export interface MutationOptions {
  answers: ServiceAnswers;
  rendered: RenderedService;
  settings: PlatformSettings;
  state: Preflight;
  /** Entity reference of the person who asked. */
  requester: string;
}

/** The registration pull request that counts; its branch may hold an earlier repository's file, when it is an earlier one's. */
export function knownRegistration({ central, service }: Preflight): KnownPullRequest | undefined {
  return central
    ? findRegistration(central.pullRequests.nodes, {
        repository: service,
        isFileOnMain: central.mainFile !== null,
      })
    : undefined;
}

/** What puts a branch for the registration in place: made, or taken from where an earlier registration left it. */
function branchStep(central: NonNullable<Preflight['central']>, branch: string): Step | undefined {
  const head = central.defaultBranchRef?.target.oid;
  if (!central.branch) {
    return {
      alias: 'branch',
      field: 'createRef',
      inputType: 'CreateRefInput',
      input: { repositoryId: central.id, name: `refs/heads/${branch}`, oid: head },
      selection: 'clientMutationId',
    };
  }
  // a finished pull request: on its merged branch a new one would have nothing to show
  const isFinished =
    central.pullRequests.nodes.length > 0 &&
    central.pullRequests.nodes.every(pull => pull.state !== 'OPEN');
  if (!isFinished) return undefined;
  return {
    alias: 'branch',
    field: 'updateRef',
    inputType: 'UpdateRefInput',
    input: { refId: central.branch.id, oid: head, force: true },
    selection: 'clientMutationId',
  };
}

function registrationSteps(options: MutationOptions): Step[] {
  const { answers, rendered, settings, state } = options;
  const { central, service } = state;
  if (!central) return [];
  const { path, content } = rendered.registration;
  const known = knownRegistration(state);
  const isAdopted = known !== undefined && (known.state !== 'OPEN' || isOfRepository(known, service));
  if (isAdopted || central.mainFile?.text === content) return [];
  const branch = registrationBranch(answers.name);
  const place = branchStep(central, branch);
  const steps: Step[] = place ? [place] : [];
  if (place || central.branchFile?.text !== content) {
    steps.push({
      alias: 'commit',
      field: 'createCommitOnBranch',
      inputType: 'CreateCommitOnBranchInput',
      input: {
        branch: {
          repositoryNameWithOwner: `${settings.organisation}/${settings.centralRepository}`,
          branchName: branch,
        },
        expectedHeadOid: (place ? central.defaultBranchRef : central.branch)?.target.oid,
        message: { headline: `Register ${answers.name}` },
        fileChanges: {
          additions: [{ path, contents: Buffer.from(content, 'utf8').toString('base64') }],
        },
      },
      selection: 'commit { oid }',
    });
  }
  if (known) return steps;
  steps.push({
    alias: 'registration',
    field: 'createPullRequest',
    inputType: 'CreatePullRequestInput',
    input: {
      repositoryId: central.id,
      baseRefName: settings.defaultBranch,
      headRefName: branch,
      title: `Register ${answers.name}`,
      body: registrationBody(options),
    },
    selection: pullRequest,
  });
  return steps;
}

/** What of the registration is still missing; `undefined` when nothing is. */
export function registrationMutation(options: MutationOptions): Mutation | undefined {
  return toMutation('RegisterService', registrationSteps(options));
}

/** Everything that is still missing, as one mutation; `undefined` when nothing is. */
export function publishMutation(
  options: MutationOptions & {
    /** Node id of the service repository. */
    repositoryId: string;
  },
): Mutation | undefined {
  return toMutation('PublishService', [
    ...serviceSteps(options, options.repositoryId),
    ...registrationSteps(options),
  ]);
}
