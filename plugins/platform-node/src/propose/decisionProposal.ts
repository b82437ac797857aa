import { DecisionAnswers, decisionFileName, PlatformError } from '@connectly/plugin-platform-common';
import { markdownText } from '../render/markdown';
import { decisionBranches, decisionsDirectory, renderDecision } from '../render/renderDecision';
import { Proposal, TakenNames } from './Proposal';
import { digestOf } from './proposalMarker';

const largestNumber = 9999;

function numberOf(pattern: RegExp): (name: string) => number {
  return name => Number(pattern.exec(name)?.[1] ?? 0);
}

/**
 * The number after the largest that is taken: on the default branch, by an open pull request, or by a branch.
 * @throws PlatformError PLT-105 when a decision has this name already, or no number is left
 */
function nextNumber(answers: DecisionAnswers, taken: TakenNames): number {
  const name = decisionFileName(answers);
  const same = taken.entries.find(entry => /^\d{4}-/.test(entry) && entry.slice(5) === `${name}.md`);
  if (same) {
    throw new PlatformError({
      code: 'PLT-105',
      message: `${answers.repository} has a decision of this name already: ${decisionsDirectory}/${same}.`,
      where: 'title',
      next: 'Choose another title. The new decision may supersede that one.',
    });
  }
  const numbers = [
    ...taken.entries.map(numberOf(/^(\d{4})-/)),
    ...taken.openPaths.map(numberOf(new RegExp(`^${decisionsDirectory}/(\\d{4})-`))),
    ...taken.branches.map(numberOf(/^(\d{4})$/)),
  ];
  const next = Math.max(0, ...numbers) + 1;
  if (next <= largestNumber) return next;
  throw new PlatformError({ code: 'PLT-105', message: `${answers.repository} has a decision ${largestNumber}.`, where: 'repository' });
}

/** A decision that is proposed: its number is the first free one. @public */
export function decisionProposal(answers: DecisionAnswers): Proposal {
  return {
    repository: answers.repository,
    digest: digestOf(answers),
    place: { directory: decisionsDirectory, branches: decisionBranches },
    renderNext: async taken => renderDecision(answers, nextNumber(answers, taken)),
    renderAs: async name => renderDecision(answers, Number(name)),
    describe: requester => `Proposes the decision **${markdownText(answers.title)}**, by ${markdownText(requester)} through the portal.

1. Discuss it here, and change the document on this branch.
2. When it is decided, set its \`status\` to \`accepted\` or \`rejected\` and its \`date\`.
3. Merge. The handbook shows it from then on.`,
  };
}
