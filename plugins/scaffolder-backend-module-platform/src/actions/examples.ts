import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const answers = {
  name: 'checkout',
  owner: 'group:default/payments',
  environments: ['dev', 'prod'],
  size: 'small',
  database: 'postgres',
  exposure: 'internal',
};

function example(description: string, action: string, input: object): TemplateExample[] {
  return [{ description, example: stringify({ steps: [{ action, name: description, input }] }) }];
}

export const renderExamples = example('Render a service', 'platform:service:render', { answers });
export const publishExamples = example('Publish a service', 'platform:service:publish', { answers });
export const registerExamples = example('Register a repository', 'platform:service:register', { answers });
export const undoExamples = example('Take a creation back', 'platform:service:undo', { name: 'checkout' });
export const proposeDecisionExamples = example('Propose a decision', 'platform:adr:propose', {
  answers: {
    repository: 'connectly/platform',
    title: 'Queues between orders and payments',
    owner: 'group:default/payments',
    context: 'Orders wait while payments are slow.',
    options: ['A queue', 'A call with a time limit'],
    chosen: 'A queue',
    reason: 'orders go on while payments are away.',
    good: ['a slow bank does not stop the shop'],
    bad: ['what is paid is known later'],
  },
});
export const proposeModuleExamples = example('Begin a module', 'platform:module:propose', {
  answers: {
    name: 'message-topic',
    title: 'Message topic',
    description: 'Topic that services publish their events to.',
    owner: 'group:default/platform',
  },
});
export const proposeWaiverExamples = example('Propose a waiver', 'platform:waiver:propose', {
  answers: {
    rule: 'POL-003',
    service: 'checkout',
    environment: 'dev',
    address: 'module.partner.**',
    owner: 'group:default/payments',
    reason: "The partner's callback comes from changing addresses until they move in January.",
    expires: '2027-01-31',
  },
});
export const undoProposalExamples = example('Take a proposal back', 'platform:proposal:undo', {
  repository: 'connectly/platform',
  pullRequest: 42,
});
