/** A waiver of a policy as the file that Atlantis's policy check reads. Values of people reach it by the serialiser only. */
import { parseWaiverAnswers, PlatformError, readYaml, RenderedProposal, WaiverAnswers, waiverName } from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import { toYamlQuoting } from './yaml';

/** Folder of the waivers in the central repository. */
export const waiversDirectory = 'infrastructure/policies/waivers';

/** Beginning of the names of branches that waivers are proposed on. */
export const waiverBranches = 'waiver/';

/** An address as a pattern: of what patterns know, only the asterisk is one. The index of a resource is written with brackets. */
function toPattern(address: string): string {
  return address.replace(/[\\[\]{}?]/g, '\\$&');
}

function fromPattern(pattern: string): string {
  return pattern.replace(/\\([\\[\]{}?])/g, '$1');
}

function document(answers: WaiverAnswers): string {
  const { rule, service, environment, address, owner, reason, expires } = answers;
  const waiver = {
    rule,
    service,
    ...(environment ? { environment } : {}),
    address: toPattern(address),
    owner: `group:default/${owner}`,
    reason,
    expires,
  };
  return toYamlQuoting({ waivers: { [waiverName(answers)]: waiver } }, ['address', 'reason', 'expires']);
}

/** @throws PlatformError PLT-203 when the file reads as something else than was asked, or breaks a rule */
function check(path: string, content: string, answers: WaiverAnswers, today: string) {
  const name = waiverName(answers);
  const read = readYaml(content).value as { waivers?: Record<string, Record<string, unknown>> } | undefined;
  const waiver = read?.waivers?.[name];
  const parsed = parseWaiverAnswers({ ...waiver, address: fromPattern(String(waiver?.address)), name: answers.name }, today);
  const isOnly = JSON.stringify([Object.keys(read ?? {}), Object.keys(read?.waivers ?? {})]) === JSON.stringify([['waivers'], [name]]);
  if (isOnly && parsed.ok && JSON.stringify(parsed.answers) === JSON.stringify(answers)) return;
  throw new PlatformError({ code: 'PLT-203', message: 'The waiver reads as something else.', where: path });
}

/**
 * The pull request that proposes a waiver: one file.
 * @param today - ISO date that its last day is counted from
 * @throws PlatformError PLT-203
 * @public
 */
export function renderWaiver(answers: WaiverAnswers, settings: PlatformSettings, today: string): RenderedProposal {
  const name = waiverName(answers);
  const path = `${waiversDirectory}/${name}.yaml`;
  const content = document(answers);
  check(path, content, answers, today);
  return {
    repository: `${settings.organisation}/${settings.centralRepository}`,
    branch: `${waiverBranches}${name}`,
    title: `Waive ${answers.rule} for ${answers.service}`,
    files: [{ path, content }],
  };
}
