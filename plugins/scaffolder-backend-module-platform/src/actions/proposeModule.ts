import { Proposer } from '@connectly/plugin-platform-node';
import { proposeModuleExamples } from './examples';
import { createProposeAction } from './proposeAction';

/** `platform:module:propose`: the pull request that begins a module in the central repository. */
export function createProposeModuleAction({ proposer }: { proposer: Proposer }) {
  return createProposeAction({
    id: 'platform:module:propose',
    description:
      'Opens a pull request in the central repository that begins a Terraform module. Doing it again adopts what is there',
    examples: proposeModuleExamples,
    answers: 'Answers of the form New module: name, title, description and owner',
    render: (answers, options) => proposer.renderModule(answers, options),
    propose: (answers, options) => proposer.proposeModule(answers, options),
  });
}
