/**
 * A proposed decision as a document of MADR 4, in the form of the handbook. Texts of one line are shown as they were typed; context and
 * reason are Markdown, which may not leave its section: what would is refused, and the whole is read again by the handbook's own reader.
 */
import { parseDocument, readPassage } from '@connectly/plugin-handbook-node';
import {
  DecisionAnswers,
  decisionFileName,
  PlatformError,
  RenderedProposal,
} from '@connectly/plugin-platform-common';
import { markdownText } from './markdown';
import { toYaml } from './yaml';

/** Folder of the decisions in every repository. */
export const decisionsDirectory = 'docs/adr';

/** Beginning of the names of branches that decisions are proposed on. */
export const decisionBranches = 'adr/';

const sections = ['Context and Problem Statement', 'Considered Options', 'Decision Outcome'];

/** @throws PlatformError PLT-102 */
function passage(answers: DecisionAnswers, field: 'context' | 'reason') {
  const read = readPassage(answers[field]);
  if (!read.refusal) return read;
  throw new PlatformError({
    code: 'PLT-102',
    message: `The answer ${field} breaks its rule: it ${read.refusal}.`,
    where: field,
  });
}

function list(items: string[]): string {
  return items.map(item => `* ${item}`).join('\n');
}

function outcome(answers: DecisionAnswers): string {
  const chosen = `Chosen option: "${markdownText(answers.chosen)}"`;
  return passage(answers, 'reason').beginsWithText
    ? `${chosen}, because ${answers.reason}`
    : `${chosen}.\n\n${answers.reason}`;
}

function consequences(answers: DecisionAnswers): string[] {
  const lines = [
    ...answers.good.map(text => `Good, because ${markdownText(text)}`),
    ...answers.bad.map(text => `Bad, because ${markdownText(text)}`),
  ];
  return lines.length ? ['### Consequences', list(lines)] : [];
}

function document(answers: DecisionAnswers): string {
  passage(answers, 'context');
  const front = toYaml({
    status: 'proposed',
    date: answers.date,
    'decision-makers': [answers.owner],
    owner: `group:default/${answers.owner}`,
  });
  const parts = [
    `# ${markdownText(answers.title)}`,
    `## ${sections[0]}`,
    answers.context,
    `## ${sections[1]}`,
    list(answers.options.map(markdownText)),
    `## ${sections[2]}`,
    outcome(answers),
    ...consequences(answers),
  ];
  return `---\n${front}---\n\n${parts.join('\n\n')}\n`;
}

/** @throws PlatformError PLT-203 when the handbook reads something else than was asked */
function check(path: string, content: string, answers: DecisionAnswers) {
  const read = parseDocument(path, content);
  const expected = [
    `1 ${answers.title}`,
    ...sections.map(section => `2 ${section}`),
    ...(answers.good.length + answers.bad.length > 0 ? ['3 Consequences'] : []),
  ];
  const headings = read?.headings.map(({ level, title }) => `${level} ${title}`);
  const facts = [read?.decision?.state, read?.decision?.date, read?.owner, read?.decision?.decisionMakers.join()];
  const asked = ['proposed', answers.date, `group:default/${answers.owner}`, answers.owner];
  if (read?.findings.length || JSON.stringify([headings, facts]) !== JSON.stringify([expected, asked])) {
    throw new PlatformError({ code: 'PLT-203', message: `The document reads as ${JSON.stringify(headings)}.`, where: path });
  }
}

/**
 * The pull request that proposes a decision: one document. Its text does not depend on the number.
 * @param number - of the decision, 1 to 9999
 * @throws PlatformError PLT-102 for Markdown that would leave its section, PLT-203
 * @public
 */
export function renderDecision(answers: DecisionAnswers, number: number): RenderedProposal {
  const digits = String(number).padStart(4, '0');
  const path = `${decisionsDirectory}/${digits}-${decisionFileName(answers)}.md`;
  const content = document(answers);
  check(path, content, answers);
  return {
    repository: answers.repository,
    branch: `${decisionBranches}${digits}`,
    title: `ADR ${digits}: ${answers.title}`,
    files: [{ path, content }],
  };
}
