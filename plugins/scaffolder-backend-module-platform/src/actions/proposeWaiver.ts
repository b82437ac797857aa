import { Proposer } from '@connectly/plugin-platform-node';
import { proposeWaiverExamples } from './examples';
import { createProposeAction } from './proposeAction';

/** `platform:waiver:propose`: the pull request of a waiver in the central repository. */
export function createProposeWaiverAction({ proposer }: { proposer: Proposer }) {
  return createProposeAction({
    id: 'platform:waiver:propose',
    description:
      'Opens a pull request in the central repository that waives a policy for a while. Doing it again adopts what is there',
    examples: proposeWaiverExamples,
    answers:
      'Answers of the form Propose a waiver: rule, service, address, owner, reason, expires and the optional environment and name',
    render: (answers, options) => proposer.renderWaiver(answers, options),
    propose: (answers, options) => proposer.proposeWaiver(answers, options),
  });
}
