/**
 * Whether somebody may have Atlantis do something in a repository. Atlantis asks before each command (`team_authz` in repos.yaml, which
 * `platform atlantis compile` writes with the owners that the registrations name), and lets it through when the last line is `pass`.
 *
 * To plan, which changes nothing: whoever is in a team of the organisation, and the machines that open pull requests. Everything else,
 * applying above all: the team that owns the repository, and the platform team. A repository without owner is not registered; there
 * the workflow refuses to apply, and says what to do.
 *
 *   node may-command.mjs [ORGANISATION/REPOSITORY=TEAM…] -- COMMAND ORGANISATION/REPOSITORY [ORGANISATION/TEAM…]
 */
const looking = ['plan', 'policy_check', 'version'];
const platformTeam = 'platform';

const given = process.argv.slice(2);
const owners = new Map(given.slice(0, given.indexOf('--')).map(owner => owner.split('=')));
const [command, repository, ...paths] = given.slice(given.indexOf('--') + 1);
const teams = paths.map(path => path.split('/').at(-1));

/** Apps are called so at GitHub; on one machine the portal is a user. Atlantis's own API, which has a token, names nobody. */
function isMachine(login = '') {
  return login === '' || login.endsWith('[bot]') || (process.env.PLATFORM_MACHINE_USERS ?? '').split(',').includes(login);
}

function may() {
  if (looking.includes(command)) return teams.length > 0 || isMachine(process.env.USER_NAME);
  const owner = owners.get(repository.toLowerCase());
  return owner ? teams.includes(owner) || teams.includes(platformTeam) : teams.length > 0;
}

console.log(may() ? 'pass' : 'fail');
