/**
 * Whether somebody may have Atlantis do something in a repository. Atlantis asks before each command (`team_authz` in repos.yaml), and
 * lets it through when the last line is `pass`.
 *
 * To plan, which changes nothing: whoever is in a team of the organisation, and the machines that open pull requests. Everything else,
 * applying above all: the team that owns the service by its registration, and the platform team.
 *
 *   node may-command.mjs DIRECTORY-OF-REGISTRATIONS COMMAND ORGANISATION/REPOSITORY [ORGANISATION/TEAM…]
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const looking = ['plan', 'policy_check', 'version'];
const platformTeam = 'platform';

const [directory, command, repository, ...paths] = process.argv.slice(2);
const teams = paths.map(path => path.split('/').at(-1));

/** Apps are called so at GitHub; on one machine the portal is a user. Atlantis's own API, which has a token, names nobody. */
function isMachine(login = '') {
  return login === '' || login.endsWith('[bot]') || (process.env.PLATFORM_MACHINE_USERS ?? '').split(',').includes(login);
}

/** The team that a registration names, for the repository that it names. Anything unexpected is no owner. */
async function ownerOf(name) {
  const files = (await readdir(directory)).filter(file => file.endsWith('.yaml'));
  const texts = await Promise.all(files.map(file => readFile(join(directory, file), 'utf8')));
  const read = (text, key) => new RegExp(`^${key}: *["']?([^\\s"'#]+)["']? *$`, 'm').exec(text)?.[1];
  const registrations = texts.filter(text => read(text, 'repository')?.toLowerCase() === name.toLowerCase());
  return registrations.length === 1 ? /^group:default\/([\w.-]+)$/.exec(read(registrations[0], 'owner'))?.[1] : undefined;
}

async function may() {
  if (looking.includes(command)) return teams.length > 0 || isMachine(process.env.USER_NAME);
  return teams.includes(platformTeam) || teams.includes(await ownerOf(repository));
}

console.log((await may()) ? 'pass' : 'fail');
