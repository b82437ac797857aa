import { setImmediate as turn } from 'node:timers/promises';
import { DocumentFinding, HandbookDocument } from '@connectly/plugin-handbook-common';
import { parse, ParsedDocument } from '../parse/parseDocument';
import { checkCommands } from './checkCommands';
import { checkDecisions } from './checkDecisions';
import { checkLanguages } from './checkLanguages';
import { anchorsOf, checkLinks, LinkTargets } from './checkLinks';
import { checkNames, KnownNames } from './checkNames';
import { checkPrograms } from './checkPrograms';
import { checkReleases, KnownReleases } from './checkReleases';
import { KnownPaths } from './KnownPaths';

/** What a look over a repository's documents may ask. @public */
export interface ReadHandbookOptions extends KnownNames {
  /** Every path of the repository; without it only links to Markdown below `docs/` are looked at. */
  paths?: Iterable<string>;
  /** Releases of modules; without them none that is named is looked for. */
  releases?: KnownReleases;
}

/** Documents of a repository, with what is wrong in them. @public */
export interface ReadHandbook {
  documents: HandbookDocument[];
  findings: DocumentFinding[];
}

/**
 * Reads every document of a repository, each language as one, and finds what only shows when one sees them together: links
 * to nowhere, decisions in a circle, numbers given twice, languages that differ.
 * @param files - texts by path from the repository's root; other files than documents are links' targets
 * @public
 */
export function readHandbook(files: Record<string, string>, options: ReadHandbookOptions = {}): ReadHandbook {
  const reading = inSteps(files, options);
  let step = reading.next();
  while (!step.done) step = reading.next();
  return step.value;
}

/**
 * The same on a server: others have their turn between two documents, since some cost a tenth of a second each.
 * @public
 */
export async function readHandbookInTurns(files: Record<string, string>, options: ReadHandbookOptions = {}): Promise<ReadHandbook> {
  const reading = inSteps(files, options);
  let step = reading.next();
  while (!step.done) {
    await turn();
    step = reading.next();
  }
  return step.value;
}

/** Stops after each document, in reading and in checking. */
function* inSteps(files: Record<string, string>, options: ReadHandbookOptions): Generator<void, ReadHandbook> {
  const parsed: ParsedDocument[] = [];
  const anchors: LinkTargets['anchors'] = new Map();
  for (const file of Object.keys(files).sort()) {
    const read = parse(file, files[file]);
    if (read) {
      parsed.push(read);
      anchors.set(read.file, anchorsOf(read));
    }
    yield;
  }
  checkCommands(parsed);
  checkDecisions(parsed);
  checkLanguages(parsed);
  const complete = options.paths !== undefined;
  const paths = new KnownPaths([...Object.keys(files), ...(options.paths ?? [])]);
  for (const each of parsed) {
    yield;
    checkLinks(each, { paths, complete, anchors });
    checkPrograms(each, complete ? paths : undefined);
    if (options.releases) checkReleases(each, options.releases);
  }
  checkNames(parsed, options);
  const documents = parsed.map(({ document }) => document);
  return { documents, findings: documents.flatMap(document => document.findings) };
}
