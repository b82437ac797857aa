/**
 * Takes a proposal back: closes the pull request and deletes its branch. Only what a form made for this person, and only while it is the one
 * commit that was made and nobody has said a word.
 */
import { PlatformError } from '@connectly/plugin-platform-common';
import { ForgeAccess, ForgeClient } from '../publish/ForgeClient';
import { isUndone, undoneTitle } from '../publish/knownPullRequests';
import { Step, toMutation } from '../publish/mutation';
import { isByPeople } from '../publish/peoplesWork';
import { Author, Part } from '../publish/undoState';
import { proposalMarker, readMark } from './proposalMarker';

/** What undoing needs. */
export interface UndoProposalOptions {
  /** `owner/name`. */
  repository: string;
  /** Number of the pull request. */
  pullRequest: number;
  access: ForgeAccess;
  /** Entity reference of the person whose proposal it is. */
  requester: string;
  /** What the proposal was signed with. */
  creationKey: string;
  /** Logins whose comments and reviews do not count as work: Atlantis and the portal itself. */
  machineUsers: string[];
  signal?: AbortSignal;
}

interface UndoState {
  viewer: { login: string };
  repository: {
    pullRequest: {
      id: string;
      title: string;
      state: 'OPEN' | 'CLOSED' | 'MERGED';
      body: string;
      headRefName: string;
      headRefOid: string;
      headRef: { id: string } | null;
      comments: Part<{ author: Author }>;
      reviews: Part<{ author: Author }>;
    } | null;
  } | null;
}

const people = 'totalCount nodes { author { __typename login } }';
const document = /* GraphQL */ `
  query UndoProposalState($owner: String!, $name: String!, $number: Int!) {
    viewer { login }
    repository(owner: $owner, name: $name, followRenames: false) {
      pullRequest(number: $number) {
        id title state body headRefName headRefOid
        headRef { id }
        comments(first: 100) { ${people} }
        reviews(first: 100) { ${people} }
      }
    }
  }
`;

/**
 * Removes what a form proposed. Doing it again does nothing.
 * @returns what was removed, in words for a person
 * @throws PlatformError PLT-404 when there is no such pull request, PLT-304 when it is not this person's, PLT-305 when people have worked in it
 */
export async function undoProposal(options: UndoProposalOptions): Promise<{ removed: string[] }> {
  const { repository, pullRequest: number, requester, creationKey } = options;
  const client = new ForgeClient(options.access, { signal: options.signal });
  const where = `${repository}#${number}`;
  const refuse = (code: 'PLT-301' | 'PLT-304' | 'PLT-305' | 'PLT-404', message: string, next?: string) =>
    new PlatformError({ code, message, where, next });
  const [owner, name] = repository.split('/');
  const { data, problems } = await client.graphql<UndoState>(document, { owner, name, number });
  const pull = data.repository?.pullRequest;
  if (!pull) {
    throw problems.every(problem => problem.type === 'NOT_FOUND')
      ? refuse('PLT-404', `There is no pull request ${where}.`)
      : refuse('PLT-301', problems[0].message);
  }
  const mark = readMark(pull.body);
  if (!mark || mark.marker !== proposalMarker({ repository, digest: mark.digest, requester }, creationKey)) {
    throw refuse('PLT-304', `${where} was not made by a form for you.`, 'Close it at the forge, after talking to its author.');
  }
  const machines = new Set([data.viewer.login, ...options.machineUsers]);
  const work = workOn(pull, mark.commit, machines);
  if (work) throw refuse('PLT-305', `${where} is not taken back because of ${work}.`);
  const steps: Step[] = [];
  const removed: string[] = [];
  if (!isUndone(pull.title)) {
    removed.push(`pull request #${number}`);
    steps.push({
      alias: 'proposal',
      field: 'updatePullRequest',
      inputType: 'UpdatePullRequestInput',
      input: { pullRequestId: pull.id, title: undoneTitle(pull.title), ...(pull.state === 'OPEN' ? { state: 'CLOSED' } : {}) },
      selection: 'clientMutationId',
    });
  }
  if (pull.headRef) {
    removed.push(`branch ${pull.headRefName}`);
    steps.push({
      alias: 'branch',
      field: 'deleteRef',
      inputType: 'DeleteRefInput',
      input: { refId: pull.headRef.id },
      selection: 'clientMutationId',
    });
  }
  const mutation = toMutation('UndoProposal', steps);
  if (mutation) {
    const { problems: failed } = await client.graphql(mutation.document, mutation.variables);
    if (failed.length) throw refuse('PLT-301', failed[0].message);
  }
  return { removed };
}

type PullRequest = NonNullable<NonNullable<UndoState['repository']>['pullRequest']>;

/** Why the pull request counts as worked in; `undefined` when it does not. */
function workOn(pull: PullRequest, commit: string, machines: Set<string>): string | undefined {
  if (pull.state === 'MERGED') return 'its merge';
  if (pull.headRefOid !== commit) return `commits on ${pull.headRefName}`;
  if (isByPeople(pull.comments, machines) || isByPeople(pull.reviews, machines)) return 'comments or reviews';
  return undefined;
}
