import { DocumentFinding, RunbookFacts, RunbookStep } from '@connectly/plugin-handbook-common';
import type { RootContent } from 'mdast';
import { FrontMatter, minutesOf } from './FrontMatter';
import { boldStartOf, factsOf, MarkdownText, Section } from './MarkdownText';

const stepForm = /^(?:step\s+\d+|\d+\s*단계)\s*[:：.]\s*([^]+)$/i;
const words = {
  who: ['who', '담당'],
  time: ['time', '시간'],
  verify: ['verify', '확인'],
  stop: ['stop', '중단'],
};

/** What somebody has to know of a step at three in the morning, and how a runbook says it. */
const needed: [fact: 'who' | 'minutes' | 'verify' | 'stop', missing: string][] = [
  ['who', 'who does it ("- Who:")'],
  ['minutes', 'how long it takes ("- Time:", such as 10 min)'],
  ['verify', 'how one sees that it worked ("**Verify:**")'],
  ['stop', 'when to stop ("**Stop:**")'],
];

/** What a runbook says of itself. A step that leaves out what one has to know is a finding. */
export function readRunbook(
  markdown: MarkdownText,
  front: FrontMatter,
  find: (finding: Omit<DocumentFinding, 'file'>) => void,
): RunbookFacts {
  const steps = markdown
    .sections(2)
    .filter(section => stepForm.test(section.title))
    .map((section, index) => readStep(section, index + 1, markdown));
  for (const step of steps) {
    const missing = needed.filter(([fact]) => step[fact] === undefined).map(([, each]) => each);
    if (missing.length > 0) {
      const message = `Step ${step.number} does not say ${missing.join(', ')}.`;
      find({ severity: 'warning', code: 'PLT-702', message, line: step.line });
    }
  }
  return {
    scenario: front.textOf('scenario'),
    tier: front.textOf('tier'),
    rtoMinutes: front.minutes('rto'),
    rpoMinutes: front.minutes('rpo'),
    steps,
  };
}

/** Nodes of a step that belong together. */
interface Part {
  name: 'text' | 'verify' | 'stop';
  /** Where its Markdown begins: behind the word that names it. */
  from?: number;
  nodes: RootContent[];
}

function readStep({ title, line, content }: Section, number: number, markdown: MarkdownText): RunbookStep {
  const [first] = content;
  const facts = first?.type === 'list' ? factsOf(first) : new Map<string, { value: string }>();
  const fact = (names: string[]) => names.map(name => facts.get(name)?.value).find(Boolean);
  const who = fact(words.who);
  const time = fact(words.time);
  const told = who !== undefined || time !== undefined;
  const parts: Part[] = [{ name: 'text', nodes: [] }];
  for (const node of told ? content.slice(1) : content) {
    const start = boldStartOf(node, markdown.text);
    const name = start && (['verify', 'stop'] as const).find(each => words[each].includes(start.word));
    if (name) {
      parts.push({ name, from: start.end, nodes: [node] });
    } else {
      parts.at(-1)!.nodes.push(node);
    }
  }
  const partOf = (name: Part['name']) =>
    parts
      .filter(part => part.name === name)
      .map(part => markdown.sourceOf(part.nodes, part.from))
      .join('\n\n')
      .trim();
  return {
    number,
    title: stepForm.exec(title)?.[1].trim() ?? title,
    who,
    minutes: time === undefined ? undefined : minutesOf(time),
    text: partOf('text'),
    verify: partOf('verify') || undefined,
    stop: partOf('stop') || undefined,
    line,
  };
}
