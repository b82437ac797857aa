/** Refusals of the portal, as its command line says them. */
const needs = ['platform'];

const answers = { name: 'checkout', owner: 'payments', description: 'Takes payments', environments: ['dev'], size: 'small', database: 'none', exposure: 'internal' };
const registration = (name, more = {}) => ({
  apiVersion: 'platform.connectly.io/v1', kind: 'Service', name, repository: `connectly/${name}`,
  owner: 'group:default/payments', environments: ['dev'], tier: 'standard', ...more,
});
const { size, ...incomplete } = answers;

export const portal = {
  'portal-answers': {
    needs,
    seconds: 4,
    files: { 'answers.yaml': { ...incomplete, name: 'Checkout!', sise: 'small' } },
    command: 'script/platform service render --answers answers.yaml --out rendered',
    edit: world => world.write('answers.yaml', world.code('yaml')),
  },

  'portal-hcl': {
    needs,
    seconds: 3,
    files: { 'module/main.tf': 'variable "size" {\n' },
    command: 'script/platform module inspect module',
    edit: world => world.write('module/main.tf', 'variable "size" {\n}\n'),
  },

  'portal-module-version': {
    needs,
    seconds: 5,
    files: { 'answers.yaml': { ...answers, moduleVersions: { alb: '99.0.0' } } },
    command: 'script/platform service render --answers answers.yaml --out rendered',
    edit: world => world.write('answers.yaml', answers),
  },

  'portal-registration': {
    needs,
    seconds: 3,
    files: { 'services/checkout.yaml': registration('checkout', { environments: ['dev', 'test'] }) },
    command: 'script/platform atlantis compile --registrations services --out -',
    edit: world => world.write('services/checkout.yaml', registration('checkout')),
  },

  'portal-forge': {
    needs,
    seconds: 4,
    files: { 'answers.yaml': answers },
    env: { PLATFORM_FORGE_TOKEN: '', GITHUB_TOKEN: '', PLATFORM_CREATION_KEY: '' },
    command: 'script/platform service create --answers answers.yaml',
    gone: async () => {},
  },
};
