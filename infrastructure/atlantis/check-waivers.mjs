/**
 * Waivers, judged by the rules as the plans of what they name will judge them: who reviews one learns before the merge what would stop a
 * service.
 *
 * Atlantis runs it before each plan and apply of the central repository (`pre_workflow_hooks` in repos.yaml, which `platform atlantis
 * compile` writes with the owners that the registrations name): where a pull request touches waivers only, nothing is planned, and
 * nothing else would look at them. It judges those that the pull request adds or changes, with the server's rules, and ends with 1 for
 * one that would not hold: Atlantis comments what it printed, and plans nothing.
 *
 *   node check-waivers.mjs POLICIES CENTRAL [ORGANISATION/REPOSITORY=TEAM…]
 */
import { execFile } from 'node:child_process';
import { lstat, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readWaivers } from './compile-waivers.mjs';

const execFileAsync = promisify(execFile);

/** Where waivers lie in the central repository. */
const folder = 'infrastructure/policies/waivers';

/** Waivers that one pull request may bring: each takes the server a moment, and the reviewer more. */
const most = 20;

const emptyPlan = { resource_changes: [], configuration: { root_module: {} } };

/** A field of a file that anybody may have written, as a value of the environment. */
const word = value => String(value ?? '').replaceAll('\0', '');

/** What the rules are told of the place whose plans a waiver is for (policy/lib/context.rego). */
function placeOf(waiver, { central, ownerOf }) {
  const [service, environment] = [word(waiver?.service), word(waiver?.environment ?? 'prod')];
  const [organisation, repository] = new URL(central).pathname.replace(/\.git$/, '').split('/').slice(1);
  const [, stack] = /^stacks\/(.+)$/.exec(service) ?? [];
  return {
    POLICY_CENTRAL: central,
    POLICY_REPOSITORY: `${organisation}/${stack ? repository : service}`,
    POLICY_DIRECTORY: stack ? `infrastructure/stacks/${stack}` : `terraform/${environment}`,
    POLICY_PROJECT: `${stack ?? service}-${environment}`,
    POLICY_OWNER: (stack ? '' : ownerOf(service)) ?? '',
  };
}

/**
 * What the rules say of waivers themselves.
 *
 * @param {Record<string, object>} waivers by name, as {@link readWaivers} reads them
 * @param {object} options
 * @param {string} options.policies the folder infrastructure/policies, whose own waivers are not read
 * @param {string} options.central the central repository's address, as modules name it
 * @param {(service: string) => string | undefined} options.ownerOf owner of a registered service, `group:default/…`
 * @param {string} [options.conftest] the program
 * @returns {Promise<string[]>} a sentence for each fault
 */
export async function faultsOf(waivers, { policies, conftest = 'conftest', ...options }) {
  const home = await mkdtemp(join(tmpdir(), 'platform-waivers-'));
  try {
    const [plan, data] = [join(home, 'plan.json'), join(home, 'waivers.json')];
    await writeFile(plan, JSON.stringify(emptyPlan));
    await writeFile(data, JSON.stringify({ waivers }));
    const args = [
      'test', '--no-fail', '--output', 'json', '--policy', join(policies, 'policy'), '--config-file', join(policies, 'server.toml'),
      '--data', join(policies, 'data'), '--data', data, plan,
    ];
    const faults = [];
    for (const [name, waiver] of Object.entries(waivers)) {
      // the rules look at a waiver of another service than the plan's no further
      if (typeof waiver?.service === 'string' && !/^(stacks\/)?[a-z0-9-]{1,100}$/.test(waiver.service)) {
        faults.push(`waiver ${name}: its service is neither the name of one nor stacks/<stack>. Fix: name one, in ${folder}/${name}.yaml`);
        continue;
      }
      const env = { ...process.env, ...placeOf(waiver, options) };
      const { stdout } = await execFileAsync(conftest, args, { env, cwd: home, timeout: 60_000 });
      const [{ failures = [] }] = JSON.parse(stdout);
      faults.push(...failures.map(({ msg }) => msg).filter(msg => msg.startsWith(`waiver ${name}: `)));
    }
    return faults;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Files of waivers that the checkout's merge brings or changes: those that ended on the default branch stop no other pull request. */
async function changedFiles(checkout) {
  const { stdout } = await execFileAsync(
    'git',
    ['-C', checkout, 'diff', '--name-only', '--no-renames', '--diff-filter=d', '-z', 'HEAD^1', 'HEAD', '--', `${folder}/`],
  );
  return stdout.split('\0').filter(Boolean).map(path => path.slice(folder.length + 1));
}

/** In a comment's code block, no line may end that block or move what is on the screen. */
const printable = text => text.replaceAll('`', "'").replace(/[^\P{C}\n]/gu, ' ');

/**
 * Whether a pull request brings the file that Atlantis reads when a hook has ended well, to show what is in it beside the check: a link of
 * that name would show one of Atlantis's own.
 */
const bringsStatus = checkout => lstat(join(checkout, 'OUTPUT_STATUS_FILE')).then(() => true, error => error.code !== 'ENOENT');

/**
 * @returns {Promise<{ problems: string[], taken?: Iterable<string> }>} with the files that the rules take, where the pull request has some
 */
async function check([policies, central, ...owners]) {
  const checkout = process.env.DIR;
  if (await bringsStatus(checkout)) return { problems: ['The repository may hold no OUTPUT_STATUS_FILE. Fix: remove it.'] };
  // Drift is looked for without a pull request.
  if (!(Number(process.env.PULL_NUM) > 0)) return { problems: [] };
  const changed = new Set((await changedFiles(checkout)).map(path => path.split('/')[0]));
  if (changed.size === 0) return { problems: [] };
  if (changed.size > most) return { problems: [`These are ${changed.size} waivers. Fix: propose at most ${most} in one pull request.`] };
  const teams = new Map(owners.map(owner => owner.split('=')));
  const [organisation] = new URL(central).pathname.split('/').slice(1);
  const { waivers, problems } = await readWaivers(join(checkout, folder), { only: name => changed.has(name) });
  const faults = await faultsOf(waivers, {
    policies,
    central,
    ownerOf: service => {
      const team = teams.get(`${organisation}/${service}`.toLowerCase());
      return team && `group:default/${team}`;
    },
  });
  return { problems: [...problems.map(problem => `infrastructure/policies/${problem}`), ...faults], taken: changed };
}

async function main(given) {
  // what a program says of a file that broke it is the file's own words too
  const { problems, taken } = await check(given).catch(error => ({ problems: [`The waivers cannot be judged: ${error.message}`] }));
  if (problems.length > 0) process.exitCode = 1;
  if (problems.length > 0 || taken) console.log(printable(problems.length > 0 ? problems.join('\n') : `The rules take ${[...taken].join(', ')}.`));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
