/**
 * Registrations → Atlantis's server-side `repos.yaml`. What a repository may do is decided here, in the central
 * repository, and never by the repository itself: no override is allowed, and no workflow of its own.
 */
import { PlatformError, Registration } from '@connectly/plugin-platform-common';
import { stringify } from 'yaml';
import { PlatformSettings } from '../settings';

/** A file by path and text. @public */
export interface RegistrationFile {
  path: string;
  registration: Registration;
}

/** What must be true of a pull request before Atlantis applies it. */
const applyRequirements = ['approved', 'mergeable', 'undiverged'];

const plan = { steps: ['init', 'plan'] };

/**
 * `unregistered` plans and never applies: a new service shows its plan before its registration is merged, and changes
 * nothing in AWS until then.
 */
const workflows = {
  service: { plan, apply: { steps: ['apply'] } },
  unregistered: {
    plan,
    apply: {
      steps: [
        {
          run: 'echo "This repository is not registered. Merge its registration pull request in the central repository first." && exit 1',
        },
      ],
    },
  },
};

function rule(id: string, workflow: keyof typeof workflows, branch: string) {
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
 * Compiles Atlantis's server-side configuration. The same registrations in any order give the same bytes.
 * @throws PlatformError PLT-501 for a repository outside the organisation, PLT-502 for one that is claimed twice
 * @public
 */
export function compileAtlantis(
  files: RegistrationFile[],
  settings: PlatformSettings,
): string {
  const { hostname } = new URL(settings.gitUrl);
  const sorted = [...files].sort((left, right) =>
    left.registration.name < right.registration.name ? -1 : 1,
  );
  const claimed = new Map<string, string>();
  for (const { path, registration } of sorted) {
    const [organisation] = registration.repository.split('/');
    if (organisation !== settings.organisation) {
      throw new PlatformError({
        code: 'PLT-501',
        message: `The repository ${registration.repository} is outside the organisation ${settings.organisation}.`,
        where: path,
      });
    }
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
  return stringify(
    {
      repos: [
        rule(
          `/^${hostname.replace(/[.]/g, '\\.')}/${settings.organisation}/.*$/`,
          'unregistered',
          settings.defaultBranch,
        ),
        rule(central, 'service', settings.defaultBranch),
        ...sorted.map(({ registration }) =>
          rule(
            `${hostname}/${registration.repository}`,
            'service',
            settings.defaultBranch,
          ),
        ),
      ],
      workflows,
    },
    { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false },
  );
}
