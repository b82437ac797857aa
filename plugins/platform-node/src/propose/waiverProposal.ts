import { PlatformError, policyRules, WaiverAnswers, waiverName } from '@connectly/plugin-platform-common';
import { markdownText } from '../render/markdown';
import { renderWaiver, waiverBranches, waiversDirectory } from '../render/renderWaiver';
import { PlatformSettings } from '../settings';
import { Proposal } from './Proposal';
import { digestOf } from './proposalMarker';

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
    place: { directory: waiversDirectory, branches: waiverBranches },
    async renderNext({ entries, openPaths, branches }) {
      if (entries.includes(file)) throw refuse(`There is a waiver ${name} already.`);
      if (branches.includes(name)) throw refuse(`The branch ${waiverBranches}${name} exists: somebody has proposed a waiver ${name}.`);
      if (openPaths.includes(`${waiversDirectory}/${file}`)) throw refuse(`An open pull request adds a waiver ${name}.`);
      return renderWaiver(answers, settings, today);
    },
    renderAs: async () => renderWaiver(answers, settings, today),
    describe: requester => `Waives **${rule}** (${policyRules[rule]}) for **${service}**${environment ? ` in ${environment}` : ''} until ${expires}, by ${markdownText(requester)} through the portal.

> ${markdownText(reason)}

It covers ${markdownText(address)}${environment ? '' : ' in every environment'}. The team ${owner} answers for it.

1. The platform team judges the reason, whether \`address\` covers no more than it has to, and whether the team owns ${service}: nothing else checks that.
2. Merge. The waiver counts from Atlantis's next image on; then comment \`atlantis plan\` on the pull request that was stopped.
3. Remove the file as soon as the finding is mended: an expired waiver stops every plan of ${service}.`,
  };
}
