import { PlatformError, policyRules, WaiverAnswers, waiverName } from '@connectly/plugin-platform-common';
import { registrationPath } from '../publish/preflight';
import { parseRegistration } from '../registration';
import { markdownText } from '../render/markdown';
import { renderWaiver, waiverBranches, waiversDirectory } from '../render/renderWaiver';
import { PlatformSettings, platformTeam } from '../settings';
import { Proposal } from './Proposal';
import { digestOf } from './proposalMarker';

const isStack = (service: string) => service.startsWith('stacks/');

const teamOf = (owner: string) => owner.slice('group:default/'.length);

/**
 * What the policies refuse too (waivers.rego): a waiver that somebody else answers for than who owns what it is for, or the platform team,
 * which owns the stacks and the rules.
 * @param registration - the file of the service
 * @throws PlatformError PLT-107
 */
function requireOwner({ service, owner }: WaiverAnswers, registration: string | undefined) {
  if (owner === platformTeam) return;
  const refuse = (belongs: string, next: string) =>
    new PlatformError({ code: 'PLT-107', message: `${owner} cannot answer for it: ${service} ${belongs}.`, where: 'owner', next });
  if (isStack(service)) throw refuse(`belongs to ${platformTeam}, as every stack does`, `Choose ${platformTeam} as the owner.`);
  if (registration === undefined) {
    throw refuse('has no registration yet', `Have the registration of ${service} merged first, or choose ${platformTeam} as the owner.`);
  }
  const registered = teamOf(parseRegistration(registrationPath(service), registration).owner);
  if (owner !== registered) {
    throw refuse(`belongs to ${registered}, as its registration says`, `Choose ${registered} or ${platformTeam} as the owner.`);
  }
}

/**
 * A waiver that is proposed in the central repository, under its name.
 * @param today - ISO date that its last day is counted from
 */
export function waiverProposal(answers: WaiverAnswers, settings: PlatformSettings, today: string): Proposal {
  const { rule, service, environment, address, owner, reason, expires } = answers;
  const name = waiverName(answers);
  const file = `${name}.yaml`;
  const refuse = (message: string) =>
    new PlatformError({ code: 'PLT-105', message, where: 'name', next: 'Choose another name, or change what is there by pull request.' });
  return {
    repository: `${settings.organisation}/${settings.centralRepository}`,
    digest: digestOf(answers),
    place: {
      directory: waiversDirectory,
      branches: waiverBranches,
      ...(!isStack(service) && { file: registrationPath(service) }),
    },
    async renderNext({ entries, openPaths, branches, file: registration }) {
      requireOwner(answers, registration);
      if (entries.includes(file)) throw refuse(`There is a waiver ${name} already.`);
      if (branches.includes(name)) throw refuse(`The branch ${waiverBranches}${name} exists: somebody has proposed a waiver ${name}.`);
      if (openPaths.includes(`${waiversDirectory}/${file}`)) throw refuse(`An open pull request adds a waiver ${name}.`);
      return renderWaiver(answers, settings, today);
    },
    renderAs: async () => renderWaiver(answers, settings, today),
    describe: requester => `Waives **${rule}** (${policyRules[rule]}) for **${service}**${environment ? ` in ${environment}` : ''} until ${expires}, by ${markdownText(requester)} through the portal.

> ${markdownText(reason)}

It covers ${markdownText(address)}${environment ? '' : ' in every environment'}. The team ${owner} answers for it.

1. The platform team judges the reason, and whether \`address\` covers no more than it has to. Whether the team may answer for ${service}, Atlantis checks here.
2. Merge. On one machine the waiver counts some seconds later, in production from Atlantis's next image on; then comment \`atlantis plan\` on the pull request that was stopped.
3. Remove the file as soon as the finding is mended: an expired waiver stops every plan of ${service}.`,
  };
}
