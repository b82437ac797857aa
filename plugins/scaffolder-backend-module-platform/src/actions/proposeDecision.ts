import { Proposer } from '@connectly/plugin-platform-node';
import { proposeDecisionExamples } from './examples';
import { createProposeAction } from './proposeAction';

/** `platform:adr:propose`: the pull request of a decision, under the next free number. */
export function createProposeDecisionAction({ proposer }: { proposer: Proposer }) {
  return createProposeAction({
    id: 'platform:adr:propose',
    description:
      'Opens a pull request with an architecture decision record under the next free number. Doing it again adopts what is there',
    examples: proposeDecisionExamples,
    answers:
      'Answers of the form Propose an ADR: repository, title, owner, context, options, chosen, reason and the optional ones',
    render: (answers, options) => proposer.renderDecision(answers, options),
    propose: (answers, options) => proposer.proposeDecision(answers, options),
  });
}
