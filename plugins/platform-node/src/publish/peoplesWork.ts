/** What people have made of a repository since it was published, so that an undo never takes it from them. */
import { PlatformSettings } from '../settings';
import { provisionBranch } from './preflight';
import { publishedMessages, publishingAuthor } from './publishedCommits';
import { Author, Head, Part, ServiceState } from './undoState';

/** Logins of machines. GraphQL names the bot of a GitHub App without the `[bot]` that it has everywhere else. */
function isMachine(author: Author, machines: Set<string>): boolean {
  return (
    author !== null &&
    (machines.has(author.login) ||
      (author.__typename === 'Bot' && machines.has(`${author.login}[bot]`)))
  );
}

/**
 * Whether a head is the commit that publishing made: its message, by the portal, at the repository's own time. Whoever
 * amends or rebases it is its committer from then on, at another time, even where message and number of commits stay.
 */
function isPublished(head: Head, message: string, createdAt: string): boolean {
  const byPortal = (signature: Head['author']) =>
    signature?.name === publishingAuthor.name &&
    signature.email === publishingAuthor.email &&
    Date.parse(signature.date ?? '') === Date.parse(createdAt);
  return head.message === message && byPortal(head.author) && byPortal(head.committer);
}

function workOnBranches(service: ServiceState, name: string, settings: PlatformSettings): string | undefined {
  const messages = publishedMessages(name, settings);
  // the first commit, and the provision commit on top of it
  const commits: Record<string, number> = { [settings.defaultBranch]: 1, [provisionBranch]: 2 };
  for (const branch of service.branches?.nodes ?? []) {
    if (!Object.hasOwn(commits, branch.name)) return `the branch ${branch.name}`;
    const { target } = branch;
    if (target.history?.totalCount !== commits[branch.name]) return `commits on ${branch.name}`;
    if (!isPublished(target, messages[branch.name], service.createdAt)) {
      return `a changed commit on ${branch.name}`;
    }
  }
  return undefined;
}

/** Whether a person wrote any of these. */
export function isByPeople({ totalCount, nodes }: Part<{ author: Author }>, machines: Set<string>): boolean {
  // of so many that they were not all read, nobody can say that no person wrote any
  return totalCount > nodes.length || nodes.some(({ author }) => !isMachine(author, machines));
}

function workOnPullRequests(service: ServiceState, machines: Set<string>): string | undefined {
  for (const pull of service.pullRequests.nodes) {
    if (pull.headRefName !== provisionBranch) return `pull request #${pull.number}`;
    if (pull.state === 'MERGED') return `the merged pull request #${pull.number}`;
    if (isByPeople(pull.comments, machines) || isByPeople(pull.reviews, machines)) {
      return `comments or reviews on #${pull.number}`;
    }
  }
  return service.pullRequests.totalCount > service.pullRequests.nodes.length ? 'pull requests' : undefined;
}

/** Why the repository counts as worked in; `undefined` when it does not. */
export function findWork(
  service: ServiceState,
  options: { name: string; settings: PlatformSettings; machines: Set<string> },
): string | undefined {
  if (service.releases.totalCount > 0) return 'releases';
  if (service.tags?.totalCount) return 'tags';
  if (service.issues.totalCount > 0) return 'issues';
  return (
    workOnBranches(service, options.name, options.settings) ?? workOnPullRequests(service, options.machines)
  );
}
