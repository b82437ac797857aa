/** The kinds of thing that have a GraphQL id. */
export type NodeKind =
  | 'User'
  | 'Organization'
  | 'Bot'
  | 'Team'
  | 'Repository'
  | 'PullRequest'
  | 'IssueComment'
  | 'PullRequestReview'
  | 'BranchProtectionRule'
  | 'Ref'
  | 'Commit'
  | 'Tree'
  | 'Blob'
  | 'Tag'
  | 'StatusContext'
  | 'CheckRun'
  | 'Reaction'
  | 'App'
  | 'Installation';

/** A stable opaque id in GitHub's first form: base64 of kind and key. */
export function nodeId(kind: NodeKind, key: number | string): string {
  return Buffer.from(`0${kind.length}:${kind}${key}`).toString('base64');
}

/** @returns undefined when the text is not an id that {@link nodeId} made */
export function parseNodeId(
  id: string,
): { kind: NodeKind; key: string } | undefined {
  const text = Buffer.from(id, 'base64').toString();
  const match = /^0(\d+):([A-Za-z]+)/.exec(text);
  if (!match) return undefined;
  const start = match[0].length - match[2].length;
  const kind = text.slice(start, start + Number(match[1]));
  return { kind: kind as NodeKind, key: text.slice(start + kind.length) };
}
