/**
 * Registrations → Atlantis's server-side `repos.yaml`. What a repository may do is decided here, in the central
 * repository, and never by the repository itself: no override is allowed, and no workflow of its own.
 */
import { environments, PlatformError, Registration, reservedNames } from '@connectly/plugin-platform-common';
import { stringify } from 'yaml';
import { PlatformSettings, platformTeam } from '../settings';

/** A file by path and text. @public */
export interface RegistrationFile {
  path: string;
  registration: Registration;
}

/** What must be true of a pull request before Atlantis applies it. */
const applyRequirements = ['approved', 'mergeable', 'undiverged'];

/** What the server is told beside the registrations. @public */
export interface AtlantisOptions {
  /**
   * Where `infrastructure/policies` lies on the server. Every plan is checked by the rules there; without it, none is.
   */
  policies?: string;
  /**
   * Whether Terraform works with the roles of the stack `service-access`: by the profile `<service>-<environment>-plan`, and `…-apply`
   * (`platform-…` for the stacks of the central repository), which the server's AWS configuration has. Without it, with the server's own credentials, as on one machine.
   */
  profiles?: boolean;
  /**
   * Where infrastructure/atlantis/may-command.mjs lies on the server: Atlantis asks it before each command whether somebody may give it,
   * and tells it the owners that the registrations name. Without it, whoever may comment may.
   */
  mayCommand?: string;
  /**
   * Where infrastructure/atlantis/check-waivers.mjs lies on the server: before Atlantis plans or applies a pull request of the central
   * repository, it judges the waivers there by the `policies`. Without it, nothing does before the merge.
   */
  checkWaivers?: string;
}

/**
 * What is approved is the pull request. Arguments after `--` in a comment would make another plan of it, such as one that destroys, after
 * the approval: Atlantis hands them to Terraform as they are.
 */
const asWritten = {
  run: '[ -z "$COMMENT_ARGS" ] || { echo "Nothing may follow -- in a comment: what the pull request says is planned, and nothing else. Write it there."; exit 1; }',
};

const plan = { steps: [asWritten, 'init', 'plan'] };
const apply = [asWritten, 'apply'];

/**
 * A shell's command that prints what belongs to the project's name, which a pull request wrote: it is compared with what it may be, and
 * only what stands here is printed.
 * @param cases - patterns of the shell, each with what is printed for it
 * @param name - what the name must be, as the refusal says it
 */
function byProjectName(cases: [pattern: string, printed: string][], name: string): string {
  return [
    'case "$PROJECT_NAME" in',
    ...cases.map(([pattern, printed]) => `${pattern}) echo ${printed};;`),
    `*) echo "The project must be named ${name}." >&2; exit 1;; esac`,
  ].join(' ');
}

/**
 * The environment of a stack's project, which is named `<stack>-<environment>` (atlantis.yaml of the central repository). An environment has a folder of its own
 * for what Terraform keeps beside the stack, because all of them plan in the stack's own folder.
 */
const stackEnvironment = [
  {
    env: {
      name: 'ENVIRONMENT',
      command: `stack=$(basename "$PWD"); ${byProjectName(
        environments.map(name => [`"$stack-${name}"`, name]),
        '$stack-<environment>',
      )}`,
    },
  },
  { env: { name: 'TF_DATA_DIR', command: 'echo ".terraform/$ENVIRONMENT"' } },
];

/** The central repository's own roles in that environment's account: no service may be called `platform`. */
const stackProfile = (kind: 'plan' | 'apply') => ({
  env: { name: 'AWS_PROFILE', command: `echo "platform-$ENVIRONMENT-${kind}"` },
});

/** Paths from a stack's folder; the shell that Atlantis runs Terraform in puts the environment in. */
const stackArguments = {
  init: ['-backend-config=../../environments/$ENVIRONMENT.s3.tfbackend'],
  plan: ['-var-file=../../environments/$ENVIRONMENT.tfvars.json', '-var-file=$ENVIRONMENT.tfvars.json'],
};

/** A shell's command that prints the owner of the service whose repository is planned: nobody where that is none of these. */
const ownerByRepository = (services: Registration[]) =>
  ['case "$BASE_REPO_NAME" in', ...services.map(({ name, owner }) => `"${name}") echo ${owner};;`), 'esac'].join(' ');

/** The central repository, as modules name it. */
const addressOfCentral = ({ gitUrl, organisation, centralRepository }: PlatformSettings) =>
  `https://${new URL(gitUrl).host}/${organisation}/${centralRepository}.git`;

/**
 * What the policies are told of a plan: where it comes from, as Atlantis knows it, and never as the plan says it (context.rego). The
 * names are the pull request's words, which the shell only prints: `echo` would read backslashes in them.
 */
const policyContext = (settings: PlatformSettings, services: Registration[]) => [
  { env: { name: 'POLICY_REPOSITORY', command: `printf '%s\\n' "$BASE_REPO_OWNER/$BASE_REPO_NAME"` } },
  { env: { name: 'POLICY_DIRECTORY', command: `printf '%s\\n' "$REPO_REL_DIR"` } },
  { env: { name: 'POLICY_PROJECT', command: `printf '%s\\n' "$PROJECT_NAME"` } },
  { env: { name: 'POLICY_CENTRAL', value: addressOfCentral(settings) } },
  ...(services.length > 0 ? [{ env: { name: 'POLICY_OWNER', command: ownerByRepository(services) } }] : []),
];

/**
 * How a repository plans before it is registered, when Terraform works with roles: with one that sees contracts, in the environment of the
 * project's name, and without a state, which it cannot have yet. The runner sees to that in its copy of the checkout.
 */
const unregistered = [
  {
    env: {
      name: 'AWS_PROFILE',
      command: byProjectName(
        environments.map(name => [`*-${name}`, `unregistered-${name}-plan`]),
        '<service>-<environment>',
      ),
    },
  },
  { env: { name: 'PLATFORM_STATE', value: 'none' } },
];

function workflowOf({ name }: Registration, profiles = false) {
  return profiles ? `service-${name}` : 'service';
}

/**
 * The service's name is the registration's, so that no pull request chooses another's roles. Only the environment comes from the
 * project's name, and only one in which the service is registered.
 */
function withProfile(service: Registration, check: (services: Registration[], before: object[]) => object) {
  const { name, environments: registered } = service;
  const profile = (kind: string) => ({
    env: {
      name: 'AWS_PROFILE',
      command: byProjectName(
        registered.map(environment => [`"${name}-${environment}"`, `${name}-${environment}-${kind}`]),
        `${name}-<environment>, with an environment of the registration`,
      ),
    },
  });
  return {
    plan: { steps: [profile('plan'), ...plan.steps] },
    ...check([service], [profile('plan')]),
    apply: { steps: [profile('apply'), ...apply] },
  };
}

/**
 * `stack` is the central repository's: one folder, planned for each environment with the values and the backend of that.
 * `unregistered` plans and never applies: a new service shows its plan before its registration is merged, and changes
 * nothing in AWS until then.
 */
function workflowsOf({ policies, profiles }: AtlantisOptions, services: Registration[], settings: PlatformSettings) {
  /** @param planned - what the workflow may plan: registered services, or none */
  const check = (planned: Registration[], before: object[] = []) =>
    policies
      ? {
          policy_check: {
            steps: [
              ...before,
              'show',
              ...policyContext(settings, planned),
              {
                policy_check: {
                  extra_args: [
                    // else it would read one that the pull request puts beside its plan, which names no rules
                    '--config-file',
                    `${policies}/server.toml`,
                    // waivers as infrastructure/atlantis/compile-waivers.mjs writes them: their own files could change the rest of the data
                    ...['data', 'waivers.json'].flatMap(name => ['--data', `${policies}/${name}`]),
                  ],
                },
              },
            ],
          },
        }
      : {};
  const stackSteps = (kind: 'plan' | 'apply') => [...stackEnvironment, ...(profiles ? [stackProfile(kind)] : [])];
  // Production's configuration is part of its image; script/start compiles it again after a merge.
  const counts = profiles
    ? 'it counts from the next image of Atlantis on.'
    : 'Atlantis is about to read it: comment atlantis apply again in a few seconds.';
  return {
    service: { plan, ...check(services), apply: { steps: apply } },
    ...(profiles ? Object.fromEntries(services.map(one => [workflowOf(one, true), withProfile(one, check)])) : {}),
    stack: {
      plan: {
        steps: [
          ...stackSteps('plan'),
          asWritten,
          { init: { extra_args: stackArguments.init } },
          { plan: { extra_args: stackArguments.plan } },
        ],
      },
      ...check([], stackSteps('plan')),
      // the plan's file holds values and backend
      apply: { steps: [...stackSteps('apply'), ...apply] },
    },
    unregistered: {
      plan: profiles ? { steps: [...unregistered, ...plan.steps] } : plan,
      ...check([], profiles ? unregistered : []),
      apply: {
        steps: [
          {
            run: `echo "This repository is not registered. Merge its registration pull request in the central repository first. If it is merged already, ${counts}" && exit 1`,
          },
        ],
      },
    },
  };
}

/** Even the policies' owners may not let a plan through by a comment (`allow-commands` leaves it out): a waiver says why, and ends. */
function policySets({ policies }: AtlantisOptions) {
  if (!policies) return {};
  return {
    policies: {
      owners: { teams: [platformTeam] },
      policy_sets: [{ name: 'platform', path: `${policies}/policy`, source: 'local' }],
    },
  };
}

/** The owner's name at the forge. Atlantis puts it into a shell's command: parsing admits nothing that a shell would read. */
const teamOf = ({ owner }: Registration) => owner.slice(owner.indexOf('/') + 1);

/**
 * What Atlantis runs before it plans or applies a pull request of the central repository. Words of a shell: parsing a registration
 * admits nothing there that a shell would read, and the settings are compared in {@link compileAtlantis}.
 */
function checkOfWaivers({ policies, checkWaivers }: AtlantisOptions, owners: string[], settings: PlatformSettings) {
  if (!policies || !checkWaivers) return {};
  return {
    pre_workflow_hooks: [
      { run: ['node', checkWaivers, policies, addressOfCentral(settings), ...owners].join(' '), description: 'waivers', commands: 'plan, apply' },
    ],
  };
}

function rule(id: string, workflow: string, branch: string) {
  return {
    id,
    branch: `/^${branch.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$/`,
    repo_config_file: 'atlantis.yaml',
    workflow,
    plan_requirements: [],
    apply_requirements: applyRequirements,
    import_requirements: applyRequirements,
    allowed_overrides: [],
    allow_custom_workflows: false,
    delete_source_branch_on_merge: true,
    repo_locks: { mode: 'on_plan' },
  };
}

/**
 * What a registration may not claim: it gives its repository a workflow, and the roles that are named after its service. The
 * last rule that fits a repository counts, so a claim on the central one would take its workflow away.
 */
function problemOf({ name, repository }: Registration, settings: PlatformSettings): string | undefined {
  const [organisation, ownName] = repository.split('/');
  if (organisation !== settings.organisation) {
    return `The repository ${repository} is outside the organisation ${settings.organisation}.`;
  }
  if (ownName.toLowerCase() === settings.centralRepository.toLowerCase()) {
    return `The repository ${repository} is the central one, which is no service.`;
  }
  return ownName === name
    ? undefined
    : `The repository ${repository} is not named like the service: it must be ${settings.organisation}/${name}.`;
}

/**
 * Compiles Atlantis's server-side configuration. The same registrations in any order give the same bytes.
 * @throws PlatformError PLT-501 for a repository outside the organisation, the central one, or one that is not named like its
 * service, PLT-502 for one, or a name, that is claimed twice, PLT-503 for a path or an address that a shell would not take as it is
 * @public
 */
export function compileAtlantis(
  files: RegistrationFile[],
  settings: PlatformSettings,
  options: AtlantisOptions = {},
): string {
  const { policies, mayCommand, checkWaivers } = options;
  for (const [where, path] of Object.entries({ policies, 'may-command': mayCommand, 'check-waivers': checkWaivers })) {
    if (path !== undefined && !/^\/[\w./-]*$/.test(path)) {
      throw new PlatformError({ code: 'PLT-503', message: `${path} is no plain absolute path.`, where });
    }
  }
  if (!/^https?:\/\/[\w.:/-]+$/.test(addressOfCentral(settings))) {
    throw new PlatformError({ code: 'PLT-503', message: `${addressOfCentral(settings)} is no plain address.`, where: 'platform' });
  }
  const { hostname } = new URL(settings.gitUrl);
  const sorted = [...files].sort((left, right) =>
    left.registration.name < right.registration.name ? -1 : 1,
  );
  const claimed = new Map<string, string>();
  for (const { path, registration } of sorted) {
    if (reservedNames.includes(registration.name)) {
      throw new PlatformError({
        code: 'PLT-502',
        message: `The name ${registration.name} is the platform’s: what it owns is called so, and a service’s roles would reach it.`,
        where: path,
      });
    }
    const problem = problemOf(registration, settings);
    if (problem) throw new PlatformError({ code: 'PLT-501', message: problem, where: path });
    const key = registration.repository.toLowerCase();
    const other = claimed.get(key);
    if (other) {
      throw new PlatformError({
        code: 'PLT-502',
        message: `${registration.repository} is claimed by ${other} too.`,
        where: path,
      });
    }
    claimed.set(key, path);
  }
  const central = `${hostname}/${settings.organisation}/${settings.centralRepository}`;
  const owners = sorted.map(({ registration }) => `${registration.repository.toLowerCase()}=${teamOf(registration)}`);
  return stringify(
    {
      repos: [
        rule(
          `/^${hostname.replace(/[.]/g, '\\.')}/${settings.organisation}/.*$/`,
          'unregistered',
          settings.defaultBranch,
        ),
        { ...rule(central, 'stack', settings.defaultBranch), ...checkOfWaivers(options, owners, settings) },
        ...sorted.map(({ registration }) =>
          rule(
            `${hostname}/${registration.repository}`,
            workflowOf(registration, options.profiles),
            settings.defaultBranch,
          ),
        ),
      ],
      workflows: workflowsOf(
        options,
        sorted.map(({ registration }) => registration),
        settings,
      ),
      ...policySets(options),
      ...(mayCommand && {
        team_authz: {
          command: `node ${mayCommand}`,
          args: [
            `${settings.organisation}/${settings.centralRepository}`.toLowerCase().concat(`=${platformTeam}`),
            ...owners,
            '--',
          ],
        },
      }),
    },
    { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false },
  );
}
