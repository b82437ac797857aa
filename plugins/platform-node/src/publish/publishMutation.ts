import { RenderedService, ServiceAnswers } from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import { KnownPullRequest, Preflight, provisionBranch, registrationBranch } from './preflight';

/** One aliased field of a mutation. Fields run in the order in which they stand. */
interface Step {
  alias: string;
  field: string;
  inputType: string;
  input: Record<string, unknown>;
  selection: string;
}

/** A document with its variables. */
export interface Mutation {
  document: string;
  variables: Record<string, unknown>;
}

const pullRequest = 'pullRequest { id number url state }';

function provisionBody(answers: ServiceAnswers, settings: PlatformSettings): string {
  return `Adds the infrastructure of **${answers.name}** in ${answers.environments.join(', ')}. Atlantis comments the plan below.

1. Read the plan.
2. Merge the registration of this service in ${settings.organisation}/${settings.centralRepository}: until then Atlantis plans, but does not apply.
3. Review and approve, then comment \`atlantis apply\`.
`;
}

function registrationBody(answers: ServiceAnswers, settings: PlatformSettings): string {
  return `Registers **${settings.organisation}/${answers.name}**, owned by the team ${answers.owner}, so that Atlantis may apply it in ${answers.environments.join(', ')}.
`;
}

/** The pull request that counts: an open one, else a merged one. A closed one was refused by a person and is not made again. */
export function findPullRequest(nodes: KnownPullRequest[]): KnownPullRequest | undefined {
  return (
    nodes.find(item => item.state === 'OPEN') ??
    nodes.find(item => item.state === 'MERGED') ??
    nodes[0]
  );
}

function serviceSteps(
  answers: ServiceAnswers,
  settings: PlatformSettings,
  state: Preflight,
  repositoryId: string,
): Step[] {
  const steps: Step[] = [];
  const found = state.service;
  const known = found ? findPullRequest(found.pullRequests.nodes) : undefined;
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
        body: provisionBody(answers, settings),
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
        allowsForcePushes: false,
        allowsDeletions: false,
      },
      selection: 'clientMutationId',
    });
  }
  return steps;
}

function registrationSteps(
  answers: ServiceAnswers,
  rendered: RenderedService,
  settings: PlatformSettings,
  central: NonNullable<Preflight['central']>,
): Step[] {
  const { path, content } = rendered.registration;
  const head = central.defaultBranchRef?.target.oid;
  const known = findPullRequest(central.pullRequests.nodes);
  if (known || central.mainFile?.text === content) return [];
  const branch = registrationBranch(answers.name);
  const steps: Step[] = [];
  if (!central.branch) {
    steps.push({
      alias: 'branch',
      field: 'createRef',
      inputType: 'CreateRefInput',
      input: { repositoryId: central.id, name: `refs/heads/${branch}`, oid: head },
      selection: 'clientMutationId',
    });
  }
  if (central.branchFile?.text !== content) {
    steps.push({
      alias: 'commit',
      field: 'createCommitOnBranch',
      inputType: 'CreateCommitOnBranchInput',
      input: {
        branch: {
          repositoryNameWithOwner: `${settings.organisation}/${settings.centralRepository}`,
          branchName: branch,
        },
        expectedHeadOid: central.branch?.target.oid ?? head,
        message: { headline: `Register ${answers.name}` },
        fileChanges: {
          additions: [{ path, contents: Buffer.from(content, 'utf8').toString('base64') }],
        },
      },
      selection: 'commit { oid }',
    });
  }
  steps.push({
    alias: 'registration',
    field: 'createPullRequest',
    inputType: 'CreatePullRequestInput',
    input: {
      repositoryId: central.id,
      baseRefName: settings.defaultBranch,
      headRefName: branch,
      title: `Register ${answers.name}`,
      body: registrationBody(answers, settings),
    },
    selection: pullRequest,
  });
  return steps;
}

function toMutation(name: string, steps: Step[]): Mutation | undefined {
  if (steps.length === 0) return undefined;
  const parameters = steps.map(step => `$${step.alias}: ${step.inputType}!`);
  const fields = steps.map(
    step => `  ${step.alias}: ${step.field}(input: $${step.alias}) { ${step.selection} }`,
  );
  return {
    document: `mutation ${name}(${parameters.join(', ')}) {\n${fields.join('\n')}\n}`,
    variables: Object.fromEntries(steps.map(step => [step.alias, step.input])),
  };
}

/** What the two mutations are made from. */
export interface MutationOptions {
  answers: ServiceAnswers;
  rendered: RenderedService;
  settings: PlatformSettings;
  state: Preflight;
}

/** What of the registration is still missing; `undefined` when nothing is. */
export function registrationMutation(options: MutationOptions): Mutation | undefined {
  const { answers, rendered, settings, state } = options;
  return toMutation(
    'RegisterService',
    state.central ? registrationSteps(answers, rendered, settings, state.central) : [],
  );
}

/** Everything that is still missing, as one mutation; `undefined` when nothing is. */
export function publishMutation(
  options: MutationOptions & {
    /** Node id of the service repository. */
    repositoryId: string;
  },
): Mutation | undefined {
  const { answers, rendered, settings, state, repositoryId } = options;
  return toMutation('PublishService', [
    ...serviceSteps(answers, settings, state, repositoryId),
    ...(state.central ? registrationSteps(answers, rendered, settings, state.central) : []),
  ]);
}
