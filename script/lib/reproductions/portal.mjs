/** Refusals of the portal, as its command line says them. */
import { join } from 'node:path';
import { root } from '../paths.mjs';

const needs = ['platform'];

const answers = {
  name: 'checkout', owner: 'payments', description: 'Takes payments', environments: ['dev'], size: 'small', database: 'none', exposure: 'internal',
};
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

  'portal-release': {
    needs,
    seconds: 8,
    prepare: async world => {
      // a release is worked out from history, so that it needs a clone
      await world.sh(`git clone --quiet --shared '${root}' central`);
      world.env.PLATFORM_CHECKOUT = join(world.directory, 'central');
      const required = '\nvariable "idle_seconds" {\n  description = "Seconds."\n  type        = number\n  nullable    = false\n}\n';
      await world.write('added.tf', required);
      await world.sh('cat added.tf >> central/infrastructure/modules/alb/variables.tf');
    },
    command: 'script/platform module release alb --dry-run',
    edit: world => world.write(`central/${/infrastructure\/modules\/alb\/UPGRADE-\d+\.md/.exec(world.message)[0]}`, '# Upgrade\n\nGive `idle_seconds`.\n'),
  },

  'portal-forge': {
    needs: ['platform', 'atlantis'],
    seconds: 8,
    env: { PLATFORM_FORGE_TOKEN: '', GITHUB_TOKEN: '' },
    command: 'script/platform service undo no-such-service',
    gone: async world => {
      const server = await world.services.atlantis();
      await server.turn(() => server.repository('platform'));
      const env = { PLATFORM_FORGE_TOKEN: server.token, PLATFORM_GIT_URL: server.forgeUrl, PLATFORM_CREATION_KEY: 'handbook' };
      const output = await world.sh('script/platform service undo no-such-service 2>&1 || true', { env });
      if (output.includes('PLT-301')) throw new Error(output);
    },
  },
};
