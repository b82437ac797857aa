/**
 * The mark of a proposal in its commit and in its pull request, by which a later attempt adopts it and an undo knows it. It is signed,
 * as a creation is (see `publish/creationMarker.ts`): whose proposal it is cannot be made up.
 */
import { createHash, createHmac } from 'node:crypto';

/** Whose proposal of what it is. */
export interface ProposalIdentity {
  /** `owner/name`. */
  repository: string;
  /** Of the answers, see {@link digestOf}. */
  digest: string;
  /** Entity reference of the person who proposes. */
  requester: string;
}

/** The answers as 128 bits; without the day, so that tomorrow's same answers are the same proposal. */
export function digestOf(given: object): string {
  const { date: _, ...answers } = given as { date?: string };
  return createHash('sha256').update(JSON.stringify(answers)).digest('hex').slice(0, 32);
}

/** The mark: what is proposed, and by whom. */
export function proposalMarker({ repository, digest, requester }: ProposalIdentity, key: string): string {
  const signature = createHmac('sha256', key)
    .update(JSON.stringify(['platform.proposal', repository.toLowerCase(), digest, requester]))
    .digest('hex')
    .slice(0, 32);
  return `platform-proposal: ${digest}.${signature}`;
}

const marked = /<!-- (platform-proposal: ([0-9a-f]{32})\.[0-9a-f]{32}) ([0-9a-f]{40,64}) -->/;

/** What a pull request's description ends with: the mark, and the one commit that is the portal's. */
export function markDescription(marker: string, commit: string): string {
  return `<!-- ${marker} ${commit} -->`;
}

/** What a description is marked with. Its signature is for the caller to compare. */
export function readMark(description: string): { marker: string; digest: string; commit: string } | undefined {
  const [, marker, digest, commit] = marked.exec(description) ?? [];
  return marker ? { marker, digest, commit } : undefined;
}
