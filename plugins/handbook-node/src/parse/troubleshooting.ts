import { DocumentFinding, DocumentLanguage, TroubleshootingFacts } from '@connectly/plugin-handbook-common';
import { compilePattern, patternLimit } from '../troubleshoot/pattern';
import { FrontMatter } from './FrontMatter';
import { MarkdownText } from './MarkdownText';

const titles = {
  cause: ['cause', '원인'],
  fix: ['fix', '해결'],
  verify: ['verify', '확인'],
};

/** What an entry says of itself. A pattern that cannot be used is a finding, and is left out. */
export function readTroubleshooting(
  path: string,
  language: DocumentLanguage,
  markdown: MarkdownText,
  front: FrontMatter,
  find: (finding: Omit<DocumentFinding, 'file'>) => void,
): TroubleshootingFacts {
  const entry = /\/(TS-\d{3,})-[^/]+$/.exec(path)?.[1] ?? '';
  const decides = language === 'en';
  const symptom = front.textOf('symptom') ?? '';
  if (!symptom) {
    front.wrong('symptom', 'is missing: say in one sentence what one sees');
  }
  const id = front.textOf('id');
  if (decides && id !== entry) {
    front.wrong('id', `must be "${entry}", as the file's name says`);
  }
  const patterns = front.list('match');
  if (patterns.length > patternLimit) {
    const message = `There are ${patterns.length} patterns: the first ${patternLimit} count, and the others are left out.`;
    find({ severity: 'error', code: 'PLT-706', message, line: front.lineOf('match') });
  }
  const match = patterns.slice(0, patternLimit).filter(pattern => {
    const problem = compilePattern(pattern).problem;
    if (problem) {
      find({ severity: 'error', code: 'PLT-706', message: `The pattern ${JSON.stringify(pattern.slice(0, 80))} ${problem}.`, line: front.lineOfItem('match', pattern) });
    }
    return !problem;
  });
  if (decides && !front.has('proof') && !front.has('source')) {
    front.wrong('proof', 'or "source" must say how it is known');
  }
  const sections = markdown.sections(2);
  const part = (name: keyof typeof titles): string => {
    const section = sections.find(each => titles[name].includes(each.title.trim().toLowerCase()));
    if (!section) {
      const message = `The section "## ${titles[name][decides ? 0 : 1].replace(/^./, first => first.toUpperCase())}" is missing.`;
      find({ severity: 'error', code: 'PLT-702', message, line: 1 });
    }
    return section ? markdown.sourceOf(section.content) : '';
  };
  return {
    entry,
    symptom,
    match,
    errors: front.list('errors'),
    proof: front.textOf('proof'),
    source: front.textOf('source'),
    cause: part('cause'),
    fix: part('fix'),
    verify: part('verify'),
  };
}
