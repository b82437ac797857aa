import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Registration, reservedNames } from '@connectly/plugin-platform-common';
import { parse } from 'yaml';
import { defaultPlatformSettings } from '../settings';
import { compileAtlantis } from './compileAtlantis';
import { parseRegistration } from './parseRegistration';

function registration(name: string, change: Partial<Registration> = {}): Registration {
  return {
    apiVersion: 'platform.connectly.io/v1',
    kind: 'Service',
    name,
    repository: `connectly/${name}`,
    owner: 'group:default/payments',
    environments: ['dev', 'prod'],
    tier: 'standard',
    ...change,
  };
}
const file = (name: string, change?: Partial<Registration>) => ({
  path: `${name}.yaml`,
  registration: registration(name, change),
});

const text = `apiVersion: platform.connectly.io/v1
kind: Service
name: checkout
repository: connectly/checkout
owner: group:default/payments
environments: [dev, prod]
tier: standard
`;

describe('compileAtlantis', () => {
  it('gives the same bytes whatever the order, and nothing to the repository itself', () => {
    const one = compileAtlantis([file('checkout'), file('ledger')], defaultPlatformSettings);
    const other = compileAtlantis([file('ledger'), file('checkout')], defaultPlatformSettings);
    expect(one).toBe(other);
    const { repos } = parse(one);
    expect(repos.map((repo: { id: string }) => repo.id)).toEqual([
      '/^github\\.com/connectly/.*$/',
      'github.com/connectly/platform',
      'github.com/connectly/checkout',
      'github.com/connectly/ledger',
    ]);
    for (const repo of repos) {
      expect(repo.allowed_overrides).toEqual([]);
      expect(repo.allow_custom_workflows).toBe(false);
      expect(repo.apply_requirements).toEqual(['approved', 'mergeable', 'undiverged']);
    }
  });

  it('lets an unregistered repository plan and never apply', () => {
    const { repos, workflows } = parse(compileAtlantis([], defaultPlatformSettings));
    expect(repos[0].workflow).toBe('unregistered');
    expect(workflows.unregistered.apply.steps).toEqual([{ run: expect.stringContaining('exit 1') }]);
  });

  it('has every plan checked by the policies of the central repository, and nobody wave one through', () => {
    const { repos, workflows, policies } = parse(
      compileAtlantis([file('checkout')], defaultPlatformSettings, { policies: '/srv/policies' }),
    );
    for (const { workflow } of repos) {
      const steps = workflows[workflow].policy_check.steps.filter((step: object) => !Object.hasOwn(Object(step), 'env'));
      expect(steps).toEqual([
        'show',
        {
          policy_check: {
            extra_args: [
              '--config-file', '/srv/policies/server.toml', '--data', '/srv/policies/data', '--data', '/srv/policies/waivers.json',
            ],
          },
        },
      ]);
    }
    expect(policies).toEqual({
      owners: { teams: ['platform'] },
      policy_sets: [{ name: 'platform', path: '/srv/policies/policy', source: 'local' }],
    });
    expect(parse(compileAtlantis([], defaultPlatformSettings))).not.toHaveProperty('policies');
  });

  it('tells the policies where a plan comes from, and takes nothing that a pull request writes for a command', () => {
    const settings = { ...defaultPlatformSettings, gitUrl: 'https://localhost:7443' };
    const { workflows } = parse(compileAtlantis([file('checkout')], settings, { policies: '/srv/policies', profiles: true }));
    for (const workflow of ['service-checkout', 'stack', 'unregistered']) {
      const steps: { env?: { name: string; command?: string; value?: string } }[] = workflows[workflow].policy_check.steps;
      const told = Object.fromEntries(
        steps.flatMap(({ env }) => {
          if (!env?.name.startsWith('POLICY_')) return [];
          const variables = {
            BASE_REPO_OWNER: 'connectly', BASE_REPO_NAME: 'checkout', REPO_REL_DIR: 'terraform/$(id)', PROJECT_NAME: '"; id; "',
          };
          const said = env.command && spawnSync('sh', ['-c', env.command], { env: { PATH: process.env.PATH, ...variables }, encoding: 'utf8' }).stdout;
          return [[env.name, env.value ?? said]];
        }),
      );
      expect(told).toEqual({
        POLICY_REPOSITORY: 'connectly/checkout\n',
        POLICY_DIRECTORY: 'terraform/$(id)\n',
        POLICY_PROJECT: '"; id; "\n',
        POLICY_CENTRAL: 'https://localhost:7443/connectly/platform.git',
        ...(workflow === 'service-checkout' && { POLICY_OWNER: 'group:default/payments\n' }),
      });
    }
  });

  it.each([true, false])('tells the policies who owns what is planned, by its registration (profiles: %s)', profiles => {
    const files = [file('checkout'), file('ledger', { owner: 'group:default/growth' })];
    const { repos, workflows } = parse(compileAtlantis(files, defaultPlatformSettings, { policies: '/srv/policies', profiles }));
    const ownerOf = (id: string, name: string) => {
      const { workflow } = repos.find((repo: { id: string }) => repo.id === id);
      const steps: { env?: { name: string; command: string } }[] = workflows[workflow].policy_check.steps;
      const owner = steps.find(({ env }) => env?.name === 'POLICY_OWNER')?.env;
      return owner && spawnSync('sh', ['-c', owner.command], { env: { PATH: process.env.PATH, BASE_REPO_NAME: name }, encoding: 'utf8' });
    };
    expect(ownerOf('github.com/connectly/checkout', 'checkout')).toMatchObject({ status: 0, stdout: 'group:default/payments\n' });
    expect(ownerOf('github.com/connectly/ledger', 'ledger')).toMatchObject({ status: 0, stdout: 'group:default/growth\n' });
    for (const name of ['checkou', '*', '', '$(echo checkout)']) {
      expect(ownerOf('github.com/connectly/checkout', name)).toMatchObject({ status: 0, stdout: '' });
    }
    // nobody has reviewed what an unregistered repository says of itself; stacks are the platform team's (context.rego)
    expect(ownerOf('/^github\\.com/connectly/.*$/', 'checkout')).toBeUndefined();
    expect(ownerOf('github.com/connectly/platform', 'platform')).toBeUndefined();
  });

  it('has Atlantis ask who may command, and tells whom the registrations name', () => {
    const mayCommand = '/usr/local/bin/may-command.mjs';
    const files = [file('ledger', { owner: 'group:default/growth' }), file('checkout', { repository: 'connectly/checkout' })];
    expect(parse(compileAtlantis(files, defaultPlatformSettings, { mayCommand })).team_authz).toEqual({
      command: 'node /usr/local/bin/may-command.mjs',
      args: ['connectly/platform=platform', 'connectly/checkout=payments', 'connectly/ledger=growth', '--'],
    });
    expect(parse(compileAtlantis([], defaultPlatformSettings))).not.toHaveProperty('team_authz');
    for (const wrong of ['may-command.mjs', '/bin/true; echo pass', '/bin/$(id)']) {
      expect(() => compileAtlantis([], defaultPlatformSettings, { mayCommand: wrong })).toThrow('plain absolute path');
    }
  });

  it('has Atlantis judge the waivers of a pull request of the central repository, and of no other', () => {
    const options = { policies: '/etc/atlantis/policies', checkWaivers: '/usr/local/bin/check-waivers.mjs' };
    const { repos } = parse(compileAtlantis([file('ledger', { owner: 'group:default/growth' })], defaultPlatformSettings, options));
    const hooks = Object.fromEntries(repos.map(({ id, pre_workflow_hooks }: Record<string, unknown>) => [id, pre_workflow_hooks]));
    expect(hooks).toEqual({
      '/^github\\.com/connectly/.*$/': undefined,
      'github.com/connectly/ledger': undefined,
      'github.com/connectly/platform': [
        {
          run: 'node /usr/local/bin/check-waivers.mjs /etc/atlantis/policies https://github.com/connectly/platform.git connectly/ledger=growth',
          description: 'waivers',
          commands: 'plan, apply',
        },
      ],
    });
    for (const { policies, checkWaivers } of [{ ...options, policies: undefined }, { ...options, checkWaivers: undefined }]) {
      expect(compileAtlantis([], defaultPlatformSettings, { policies, checkWaivers })).not.toContain('pre_workflow_hooks');
    }
    expect(() => compileAtlantis([], defaultPlatformSettings, { ...options, checkWaivers: '/bin/true; id' })).toThrow('plain absolute path');
    expect(() => compileAtlantis([], { ...defaultPlatformSettings, organisation: 'a$(id)' }, options)).toThrow('plain address');
  });

  it('plans an unregistered repository with a role that sees contracts, and without a state', () => {
    const { workflows } = parse(compileAtlantis([], defaultPlatformSettings, { profiles: true, policies: '/srv/policies' }));
    for (const { steps } of [workflows.unregistered.plan, workflows.unregistered.policy_check]) {
      const [profile, state] = steps;
      const ask = (project: string) =>
        spawnSync('sh', ['-c', profile.env.command], { env: { PATH: process.env.PATH, PROJECT_NAME: project }, encoding: 'utf8' }).stdout;
      expect(profile.env.name).toBe('AWS_PROFILE');
      expect(ask('shop-dev')).toBe('unregistered-dev-plan\n');
      for (const project of ['shop', 'shop-qa', 'shop-dev; echo platform-prod-apply', '']) expect(ask(project)).toBe('');
      expect(state).toEqual({ env: { name: 'PLATFORM_STATE', value: 'none' } });
    }
  });

  describe('the central repository', () => {
    const { repos, workflows } = parse(compileAtlantis([], defaultPlatformSettings));
    const [environment] = workflows.stack.plan.steps;
    const askShell = (directory: string, project: string) =>
      spawnSync('sh', ['-c', environment.env.command], {
        cwd: directory,
        env: { PATH: process.env.PATH, PWD: directory, PROJECT_NAME: project },
        encoding: 'utf8',
      });

    it('plans a stack with the backend and the values of the environment in the project’s name', () => {
      expect(repos.find((repo: { id: string }) => repo.id === 'github.com/connectly/platform').workflow).toBe('stack');
      expect(environment.env.name).toBe('ENVIRONMENT');
      expect(workflows.stack.plan.steps.slice(3)).toEqual([
        { init: { extra_args: ['-backend-config=../../environments/$ENVIRONMENT.s3.tfbackend'] } },
        { plan: { extra_args: ['-var-file=../../environments/$ENVIRONMENT.tfvars.json', '-var-file=$ENVIRONMENT.tfvars.json'] } },
      ]);
      expect(workflows.stack.apply.steps).toEqual([...workflows.stack.plan.steps.slice(0, 3), 'apply']);
    });

    it('takes the environment from a name that fits the folder, and from no other', async () => {
      const stack = join(await mkdtemp(join(tmpdir(), 'stacks-')), 'kms');
      await mkdir(stack);
      for (const name of ['dev', 'stg', 'prod']) {
        expect(askShell(stack, `kms-${name}`)).toMatchObject({ status: 0, stdout: `${name}\n` });
      }
      for (const name of ['', 'kms', 'dev', 'network-prod', 'kms-qa', 'kms-prod; echo prod', 'kms-$(echo dev)', '*', 'kms-*']) {
        expect(askShell(stack, name)).toMatchObject({ status: 1, stdout: '' });
      }
    });
  });

  it('plans and applies a service with its own roles, and in environments of its registration', () => {
    const { repos, workflows } = parse(
      compileAtlantis([file('checkout'), file('ledger', { environments: ['dev'] })], defaultPlatformSettings, { profiles: true }),
    );
    const profileOf = (repository: string, command: 'plan' | 'apply', project: string) => {
      const { workflow } = repos.find(({ id }: { id: string }) => id === `github.com/connectly/${repository}`);
      const { env } = workflows[workflow][command].steps[0];
      expect(env.name).toBe('AWS_PROFILE');
      return spawnSync('sh', ['-c', env.command], { env: { PATH: process.env.PATH, PROJECT_NAME: project }, encoding: 'utf8' }).stdout;
    };
    expect(profileOf('checkout', 'plan', 'checkout-prod')).toBe('checkout-prod-plan\n');
    expect(profileOf('checkout', 'apply', 'checkout-dev')).toBe('checkout-dev-apply\n');
    // a pull request names its projects as it likes
    for (const project of ['ledger-dev', 'checkout-stg', '*', '$(echo ledger-dev)', '']) {
      expect(profileOf('checkout', 'apply', project)).toBe('');
    }
    expect(profileOf('ledger', 'plan', 'ledger-prod')).toBe('');
    expect(JSON.stringify(parse(compileAtlantis([file('checkout')], defaultPlatformSettings)))).not.toContain('AWS_PROFILE');
  });

  it('plans and applies the central repository with its own roles, in the environment of the project', () => {
    const { stack } = parse(compileAtlantis([], defaultPlatformSettings, { profiles: true, policies: '/srv/policies' })).workflows;
    const profileOf = (command: 'plan' | 'policy_check' | 'apply') => {
      const steps: { env?: { name: string; command: string } }[] = stack[command].steps;
      const environment = Object.fromEntries(steps.flatMap(({ env }) => (env ? [[env.name, env.command]] : [])));
      expect(Object.keys(environment).slice(0, 3)).toEqual(['ENVIRONMENT', 'TF_DATA_DIR', 'AWS_PROFILE']);
      const env = { PATH: process.env.PATH, ENVIRONMENT: 'stg' };
      return spawnSync('sh', ['-c', environment.AWS_PROFILE], { env, encoding: 'utf8' }).stdout;
    };
    expect(profileOf('plan')).toBe('platform-stg-plan\n');
    expect(profileOf('policy_check')).toBe('platform-stg-plan\n');
    expect(profileOf('apply')).toBe('platform-stg-apply\n');
  });

  it('plans and applies what the pull request says, and nothing that a comment adds', () => {
    for (const profiles of [true, false]) {
      const { repos, workflows } = parse(compileAtlantis([file('checkout')], defaultPlatformSettings, { profiles }));
      for (const { workflow } of repos) {
        for (const command of workflow === 'unregistered' ? ['plan'] : ['plan', 'apply']) {
          const steps: { run?: string; plan?: object; init?: object }[] = workflows[workflow][command].steps;
          const at = steps.findIndex(({ run }) => run?.includes('COMMENT_ARGS'));
          const begins = steps.findIndex(step => ['init', 'apply'].includes(String(step)) || step.init);
          expect(at).toBe(begins - 1);
          const ask = (given: string) =>
            spawnSync('sh', ['-c', steps[at].run!], { env: { PATH: process.env.PATH, COMMENT_ARGS: given }, encoding: 'utf8' });
          expect(ask('')).toMatchObject({ status: 0, stdout: '' });
          // as Atlantis hands over `-- -destroy` and `-- -out=other "; exit 0"`
          for (const given of [String.raw`\-\d\e\s\t\r\o\y`, String.raw`\-\o\u\t\=\o,\"\;\ \e\x\i\t\ \0`]) {
            expect(ask(given)).toMatchObject({ status: 1, stdout: expect.stringContaining('pull request') });
          }
        }
      }
    }
  });

  it('puts no path into a command that a shell would read otherwise', () => {
    for (const policies of ['/srv/$(id)', '/srv/a b', 'relative', '/srv/;id']) {
      expect(() => compileAtlantis([], defaultPlatformSettings, { policies })).toThrow(
        expect.objectContaining({ code: 'PLT-503' }),
      );
    }
  });

  it.each([
    ['a repository of another organisation', [file('checkout', { repository: 'evil/checkout' })], 'PLT-501'],
    ['the central repository', [file('checkout', { repository: 'connectly/platform' })], 'PLT-501'],
    ['the central repository in other letters', [file('checkout', { repository: 'connectly/Platform' })], 'PLT-501'],
    ['the repository of another service', [file('checkout'), file('other', { repository: 'connectly/checkout' })], 'PLT-501'],
    ['the same name in other letters', [file('checkout', { repository: 'connectly/Checkout' })], 'PLT-501'],
    ['a repository claimed twice', [file('checkout'), file('checkout')], 'PLT-502'],
    ['the name of the central repository’s roles', [file('platform', { repository: 'connectly/other' })], 'PLT-502'],
    ['the name of a stack, whose tag its roles would have', [file('kms')], 'PLT-502'],
    ['a name that the form refuses too', [file('atlantis')], 'PLT-502'],
  ])('refuses %s', (_, files, code) => {
    expect(() => compileAtlantis(files, defaultPlatformSettings)).toThrow(expect.objectContaining({ code }));
  });
});

it('every stack’s name is kept from services', () => {
  const stacks = readdirSync(resolvePackagePath('@connectly/plugin-platform-node', '../../infrastructure/stacks'));
  expect(stacks.filter(name => !reservedNames.includes(name))).toEqual([]);
});

describe('parseRegistration', () => {
  it('reads a registration', () => {
    expect(parseRegistration('infrastructure/services/checkout.yaml', text)).toEqual(registration('checkout'));
  });

  it.each([
    ['an unknown key', `${text}workflow: custom\n`],
    ['an unknown environment', text.replace('[dev, prod]', '[dev, qa]')],
    ['a path as a name', text.replace('name: checkout', 'name: ../checkout')],
    ['a host in the repository', text.replace('connectly/checkout', 'evil.example/connectly/checkout')],
    ['a regular expression as a repository', text.replace('connectly/checkout', '/.*/')],
    ['a user as owner', text.replace('group:', 'user:')],
    ['a key twice', `${text}tier: critical\n`],
    ['an alias bomb', `a: &a [x, x]\nb: [*a, *a]\n${text}`],
    ['another file name', text.replace('name: checkout', 'name: other')],
    ['broken YAML', '{'],
    ['a large file', `# ${'x'.repeat(10_000)}\n${text}`],
  ])('refuses %s', (_, content) => {
    expect(() => parseRegistration('checkout.yaml', content)).toThrow(expect.objectContaining({ code: 'PLT-501' }));
  });

  it.each([
    [text.replace('name: checkout', 'name: !foo checkout'), /:\d+$/, 'The tag !foo is not read: write the value without it.'],
    [`${text}__proto__: {}\n`, /:\d+$/, 'There is no field __proto__.'],
    [text.replace('[dev, prod]', 'dev'), /yaml$/, 'environments: A list, not a text.'],
    [text.replace(/^tier:.*\n/m, ''), /yaml$/, 'tier: It is missing.'],
  ])('says what is wrong: %#', (content, where, message) => {
    expect(() => parseRegistration('checkout.yaml', content)).toThrow(
      expect.objectContaining({ where: expect.stringMatching(where), message }),
    );
  });
});
