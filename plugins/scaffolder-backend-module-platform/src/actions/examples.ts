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
