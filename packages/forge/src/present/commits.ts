import { nodeId } from '../forge/nodeIds';
import { Commit, Signature } from '../git/commitObject';
import { FileChange } from '../git/diff';
import { RepositoryRow } from '../store/RepositoryStore';
import { encodePath } from '../forge/Urls';
import { simpleUser } from './accounts';
import { fullNameOf } from './repositories';
import { Json, View } from './View';

export const unsigned: Json = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
  verified_at: null,
};

function accountOf(view: View, signature: Signature): Json | null {
  const account = view.records.accounts.byEmail(signature.email);
  return account ? simpleUser(view, account) : null;
}

/** `commit`. */
export function commitAnswer(
  view: View,
  repository: RepositoryRow,
  commit: Commit,
): Json {
  const fullName = fullNameOf(view, repository);
  const api = `${view.urls.api}/repos/${fullName}`;
  const web = `${view.urls.web}/${fullName}`;
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', `${repository.id}:${commit.sha}`),
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: unsigned,
    },
    url: `${api}/commits/${commit.sha}`,
    html_url: `${web}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    author: accountOf(view, commit.author),
    committer: accountOf(view, commit.committer),
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${web}/commit/${sha}`,
    })),
  };
}

/** `git-commit`, of the git data routes. */
export function gitCommitAnswer(
  view: View,
  repository: RepositoryRow,
  commit: Commit,
): Json {
  const fullName = fullNameOf(view, repository);
  const api = `${view.urls.api}/repos/${fullName}`;
  const web = `${view.urls.web}/${fullName}`;
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', `${repository.id}:${commit.sha}`),
    url: `${api}/git/commits/${commit.sha}`,
    html_url: `${web}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/git/commits/${sha}`,
      html_url: `${web}/commit/${sha}`,
    })),
    verification: unsigned,
  };
}

/** `diff-entry`, one changed file. */
export function diffEntry(
  view: View,
  repository: RepositoryRow,
  sha: string,
  change: FileChange,
): Json {
  const fullName = fullNameOf(view, repository);
  const path = encodePath(change.path);
  return {
    sha: change.sha,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${view.urls.web}/${fullName}/blob/${sha}/${path}`,
    raw_url: `${view.urls.web}/${fullName}/raw/${sha}/${path}`,
    contents_url: `${view.urls.api}/repos/${fullName}/contents/${path}?ref=${sha}`,
    ...(change.patch === undefined ? {} : { patch: change.patch }),
    ...(change.previousPath === undefined
      ? {}
      : { previous_filename: change.previousPath }),
  };
}

/** A commit as `push` payloads list it. */
export function pushedCommit(
  view: View,
  repository: RepositoryRow,
  commit: Commit,
  changes: readonly FileChange[],
): Json {
  const person = (signature: Signature) => {
    const account = view.records.accounts.byEmail(signature.email);
    return {
      name: signature.name,
      email: signature.email,
      ...(account ? { username: account.login } : {}),
    };
  };
  const paths = (...statuses: string[]) =>
    changes
      .filter(change => statuses.includes(change.status))
      .map(change => change.path);
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${view.urls.web}/${fullNameOf(view, repository)}/commit/${
      commit.sha
    }`,
    author: person(commit.author),
    committer: person(commit.committer),
    added: paths('added', 'renamed'),
    removed: [
      ...paths('removed'),
      ...changes.flatMap(change => change.previousPath ?? []),
    ],
    modified: paths('modified', 'changed'),
  };
}

/** `git-ref`. */
export function referenceAnswer(
  view: View,
  repository: RepositoryRow,
  name: string,
  object: { sha: string; type: string },
): Json {
  const api = `${view.urls.api}/repos/${fullNameOf(view, repository)}`;
  return {
    ref: name,
    node_id: nodeId('Ref', `${repository.id}:${name}`),
    url: `${api}/git/${encodePath(name)}`,
    object: {
      sha: object.sha,
      type: object.type,
      url: `${api}/git/${object.type}s/${object.sha}`,
    },
  };
}
