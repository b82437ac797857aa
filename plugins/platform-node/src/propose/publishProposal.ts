/**
 * Opens a pull request with the files of a form. Three requests when nothing goes wrong: look, branch and commit, pull request.
 *
 * A name (a decision's number, a module's name) is claimed by the commit, not by the branch: two who propose at once make the same branch
 * from the same head, and the forge lets one of them commit, since the other's expected head is no longer there. Who lost looks again.
 * Every attempt begins with a look and adopts what carries this proposal's mark, so that a crash, a time-out or a lost answer ends in one
 * pull request.
 */
import { PlatformError, PublishedProposal, RenderedProposal } from '@connectly/plugin-platform-common';
import { AttemptOptions, attemptUntilDone } from '../publish/attempts';
import { ForgeAccess, ForgeClient, GraphqlProblem, TransientForgeError } from '../publish/ForgeClient';
import { isUndone } from '../publish/knownPullRequests';
import { Step, toMutation } from '../publish/mutation';
import { Proposal, TakenNames } from './Proposal';
import { markDescription, proposalMarker } from './proposalMarker';
import { ProposalBranch, ProposalPullRequest, ProposalState, readProposalState } from './proposalState';

/** What proposing needs. */
export interface PublishProposalOptions extends AttemptOptions {
  proposal: Proposal;
  access: ForgeAccess;
  /** Entity reference of the person who proposes; the same person may resume, another's is another proposal. */
  requester: string;
  /** What the proposal is signed with. See {@link readCreationKey}. */
  creationKey: string;
}

/** The newest pull request of a branch, unless an undo closed it. */
function pullRequestOf(branch: ProposalBranch): ProposalPullRequest | undefined {
  return branch.associatedPullRequests.nodes.find(pull => !isUndone(pull.title));
}

/** A branch without any commit of its own: made by an attempt that ended before its commit. */
function isBare(branch: ProposalBranch, state: ProposalState): boolean {
  return branch.target.oid === state.defaultBranchRef.target.oid && !pullRequestOf(branch);
}

function takenIn(state: ProposalState): TakenNames {
  return {
    entries: state.entries,
    openPaths: state.openPaths,
    branches: state.branches.filter(branch => !isBare(branch, state)).map(branch => branch.name),
    file: state.file,
  };
}

class Publication {
  readonly #options: PublishProposalOptions;
  readonly #client: ForgeClient;
  readonly #marker: string;

  constructor(options: PublishProposalOptions) {
    const { proposal, requester, creationKey } = options;
    this.#options = options;
    this.#client = new ForgeClient(options.access, { signal: options.signal });
    this.#marker = proposalMarker({ repository: proposal.repository, digest: proposal.digest, requester }, creationKey);
  }

  /** One attempt from looking to done. */
  async attempt(): Promise<PublishedProposal> {
    const { proposal } = this.#options;
    const state = await readProposalState(this.#client, proposal.repository, proposal.place);
    const proposed = state.branches.find(branch => pullRequestOf(branch)?.body.includes(this.#marker));
    if (proposed) return await this.#published(proposed.name, pullRequestOf(proposed)!);
    const own = state.branches.find(branch => branch.target.message.includes(this.#marker) && !pullRequestOf(branch));
    if (own) {
      const rendered = await proposal.renderAs(own.name);
      return await this.#openPullRequest(state, rendered, own.target.oid);
    }
    const rendered = await proposal.renderNext(takenIn(state));
    return await this.#openPullRequest(state, rendered, await this.#commit(state, rendered));
  }

  async #published(name: string, { number, url }: ProposalPullRequest): Promise<PublishedProposal> {
    const { branch, files } = await this.#options.proposal.renderAs(name);
    return {
      repository: this.#options.proposal.repository,
      branch,
      pullRequest: number,
      pullRequestUrl: url,
      files: files.map(file => file.path),
    };
  }

  /** @throws TransientForgeError when somebody was faster */
  async #commit(state: ProposalState, { branch, title, files }: RenderedProposal): Promise<string> {
    const { proposal } = this.#options;
    const head = state.defaultBranchRef.target.oid;
    this.#options.onProgress?.(`Committing to ${branch} of ${proposal.repository}.`);
    const steps: Step[] = [];
    if (!state.branches.some(({ name }) => `${proposal.place.branches}${name}` === branch)) {
      steps.push({
        alias: 'branch',
        field: 'createRef',
        inputType: 'CreateRefInput',
        input: { repositoryId: state.id, name: `refs/heads/${branch}`, oid: head },
        selection: 'clientMutationId',
      });
    }
    steps.push({
      alias: 'commit',
      field: 'createCommitOnBranch',
      inputType: 'CreateCommitOnBranchInput',
      input: {
        branch: { repositoryNameWithOwner: proposal.repository, branchName: branch },
        expectedHeadOid: head,
        message: { headline: title, body: this.#marker },
        fileChanges: {
          additions: files.map(({ path, content }) => ({ path, contents: Buffer.from(content, 'utf8').toString('base64') })),
        },
      },
      selection: 'commit { oid }',
    });
    const { data, problems } = await this.#mutate<{ commit: { commit: { oid: string } } | null }>('CommitProposal', steps);
    // a branch that another attempt made a moment ago does no harm: whose it is, the commit says
    if (data.commit) return data.commit.commit.oid;
    throw toError(problems);
  }

  async #openPullRequest(state: ProposalState, { branch, title, files }: RenderedProposal, commit: string): Promise<PublishedProposal> {
    const { proposal, requester } = this.#options;
    this.#options.onProgress?.('Opening the pull request.');
    const { data, problems } = await this.#mutate<{ proposal: { pullRequest: ProposalPullRequest } | null }>('OpenProposal', [
      {
        alias: 'proposal',
        field: 'createPullRequest',
        inputType: 'CreatePullRequestInput',
        input: {
          repositoryId: state.id,
          baseRefName: state.defaultBranchRef.name,
          headRefName: branch,
          title,
          body: `${proposal.describe(requester)}\n\n${markDescription(this.#marker, commit)}\n`,
        },
        selection: 'pullRequest { number url }',
      },
    ]);
    if (!data.proposal) throw toError(problems);
    const { number, url } = data.proposal.pullRequest;
    return { repository: proposal.repository, branch, pullRequest: number, pullRequestUrl: url, files: files.map(file => file.path) };
  }

  async #mutate<T>(name: string, steps: Step[]) {
    const { document, variables } = toMutation(name, steps)!;
    return await this.#client.graphql<T>(document, variables);
  }
}

/** Somebody was faster, or an earlier request of ours did arrive: looking again sorts it out. */
function toError(problems: GraphqlProblem[]): Error {
  const forbidden = problems.find(problem => problem.type === 'FORBIDDEN');
  return forbidden
    ? new PlatformError({ code: 'PLT-301', message: forbidden.message })
    : new TransientForgeError(problems[0]?.message ?? 'The forge gave no answer', {});
}

/**
 * Opens the pull request, or adopts it; see the top of this file.
 * @throws PlatformError PLT-105 when the name is taken, PLT-301, PLT-302, PLT-303, PLT-404
 */
export async function publishProposal(options: PublishProposalOptions): Promise<PublishedProposal> {
  const publication = new Publication(options);
  return await attemptUntilDone(() => publication.attempt(), options);
}

/**
 * What {@link publishProposal} would open now, with one request.
 * @throws PlatformError as {@link publishProposal}
 */
export async function previewProposal(proposal: Proposal, access: ForgeAccess, signal?: AbortSignal): Promise<RenderedProposal> {
  return await proposal.renderNext(await readTakenNames(proposal, access, signal));
}

/**
 * The names that are taken where a proposal would be made, with one request.
 * @throws PlatformError PLT-301, PLT-302, PLT-303, PLT-404
 */
export async function readTakenNames(
  { repository, place }: Pick<Proposal, 'repository' | 'place'>,
  access: ForgeAccess,
  signal?: AbortSignal,
): Promise<TakenNames> {
  const client = new ForgeClient(access, { signal });
  return takenIn(await attemptUntilDone(() => readProposalState(client, repository, place), { signal }));
}
