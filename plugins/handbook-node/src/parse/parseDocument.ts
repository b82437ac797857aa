import { DocumentFinding, HandbookDocument } from '@connectly/plugin-handbook-common';
import { hiddenCharacterIn } from '@connectly/plugin-platform-common';
import { readDecision } from './decision';
import { documentPlaceOf, fileOf } from './documentKind';
import { entityOf, ownerOf } from './entityReferences';
import { cut, FrontMatter } from './FrontMatter';
import { checkFacts } from './knownFacts';
import { MarkdownText } from './MarkdownText';
import { namedReleases } from './namedReleases';
import { readNewcomers } from './newcomers';
import { readRunbook } from './runbook';
import { readTroubleshooting } from './troubleshooting';

/** Months after which a document has to be looked at again, when it does not say so itself. */
const reviewMonths = { adr: 12, guide: 12, path: 12, runbook: 6, troubleshooting: 6 };

/** Longer ones are no names, and what finds documents by them has an end. In UTF-16 units. */
const nameLimit = 200;

/** A document with what a look over several of them needs. */
export interface ParsedDocument {
  document: HandbookDocument;
  markdown: MarkdownText;
  /** The file that it was read from. */
  file: string;
  /** Line of a field of its front matter. */
  lineOf(field: string): number;
}

/**
 * Reads one document. It never throws for what the file holds: what is wrong is among its findings, and the text is given
 * all the same.
 * @param file - from the repository's root
 * @returns nothing when no document stands at such a path
 * @public
 */
export function parseDocument(file: string, source: string): HandbookDocument | undefined {
  return parse(file, source)?.document;
}

/** Reads one document with what a look over several of them needs. */
export function parse(file: string, source: string): ParsedDocument | undefined {
  const place = documentPlaceOf(file);
  if (!place) {
    return undefined;
  }
  const { path, kind, language } = place;
  const findings: DocumentFinding[] = [];
  const find = (finding: Omit<DocumentFinding, 'file'>) => findings.push({ ...finding, file });
  const front = new FrontMatter(file, source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const markdown = new MarkdownText(front.text, front.lines);
  if (markdown.refusal) {
    find({ severity: 'error', code: 'PLT-702', message: `The text ${markdown.refusal}: it is shown, and not understood.`, line: 1 });
  }
  findHidden(front.text, front.lines, find);
  const headings = markdown.headings();
  const first = headings.find(heading => heading.level === 1);
  const document: HandbookDocument = {
    path,
    kind,
    language,
    title: front.textOf('title') ?? first?.title ?? titleOf(file),
    owner: references(front, 'owner', ownerOf).at(0),
    about: references(front, 'about', entityOf),
    aboutLine: front.list('about').length > 0 ? front.lineOf('about') : undefined,
    tags: names(front, 'tags'),
    reviewed: front.date('reviewed'),
    reviewEvery: reviewEvery(front) ?? reviewMonths[kind],
    text: front.text,
    frontMatterLines: front.lines,
    headings,
    commands: markdown.commands(),
    releases: namedReleases(markdown),
    findings,
  };
  if (kind === 'adr') document.decision = readDecision(path, language, front);
  if (kind === 'runbook') document.runbook = readRunbook(markdown, front, find);
  if (kind === 'troubleshooting') document.troubleshooting = readTroubleshooting(path, language, markdown, front, find);
  if (kind === 'path') document.newcomers = readNewcomers(markdown, front);
  if (kind === 'guide') document.minutes = front.minutes('minutes');
  checkFacts(kind, front);
  // last: reading the facts is what finds them
  findings.unshift(...front.findings);
  return { document, markdown, file: fileOf(place), lineOf: field => front.lineOf(field) };
}

/** Tells the first line that holds what is not seen, and changes what stands beside it. */
function findHidden(text: string, linesBefore: number, find: (finding: Omit<DocumentFinding, 'file'>) => void): void {
  const hidden = hiddenCharacterIn(text);
  if (!hidden) return;
  const message = `The text holds ${hidden.name}, which is not seen and changes what stands beside it.`;
  const line = text.slice(0, hidden.index).split('\n').length + linesBefore;
  find({ severity: 'error', code: 'PLT-702', message, line });
}

function names(front: FrontMatter, field: string): string[] {
  const all = front.list(field);
  const good = all.filter(name => name.length <= nameLimit);
  if (good.length < all.length) {
    front.wrong(field, `must be of at most ${nameLimit} characters each`);
  }
  return good;
}

function references(front: FrontMatter, field: string, read: (reference: string) => string): string[] {
  return names(front, field).flatMap(reference => {
    try {
      return [read(reference)];
    } catch {
      front.wrong(field, `must be an entity reference such as "module:rds" or "group:default/platform", and is "${cut(reference)}"`);
      return [];
    }
  });
}

function reviewEvery(front: FrontMatter): number | undefined {
  const value = front.textOf('review-every');
  if (value === undefined) {
    return undefined;
  }
  const months = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (months < 1 || months > 120) {
    front.wrong('review-every', `must be a number of months from 1 to 120, and is "${cut(value)}"`);
    return undefined;
  }
  return months;
}

/** A title for a file without one. */
function titleOf(file: string): string {
  const name = file.split('/').at(-1)!.replace(/(\.ko)?\.md$/, '').replace(/^(\d+|TS-\d+)-/, '');
  return name.replace(/-/g, ' ').replace(/^./, first => first.toUpperCase());
}
