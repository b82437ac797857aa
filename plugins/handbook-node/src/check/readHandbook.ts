import { setImmediate as turn } from 'node:timers/promises';
import { DocumentFinding, HandbookDocument } from '@connectly/plugin-handbook-common';
import { parse, ParsedDocument } from '../parse/parseDocument';
import { checkCommands } from './checkCommands';
import { checkDecisions } from './checkDecisions';
import { checkLanguages } from './checkLanguages';
import { checkLinks } from './checkLinks';
import { checkNames, KnownNames } from './checkNames';

/** What a look over a repository's documents may ask. @public */
export interface ReadHandbookOptions extends KnownNames {
  /** Every path of the repository; without it only links to Markdown below `docs/` are looked at. */
  paths?: Iterable<string>;
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
  return seenTogether(
    Object.keys(files)
      .sort()
      .map(file => parse(file, files[file])),
    files,
    options,
  );
}

/**
 * The same on a server: others have their turn between two documents, since some cost a tenth of a second each.
 * @public
 */
export async function readHandbookInTurns(files: Record<string, string>, options: ReadHandbookOptions = {}): Promise<ReadHandbook> {
  const parsed: (ParsedDocument | undefined)[] = [];
  for (const file of Object.keys(files).sort()) {
    await turn();
    parsed.push(parse(file, files[file]));
  }
  return seenTogether(parsed, files, options);
}

function seenTogether(
  read: (ParsedDocument | undefined)[],
  files: Record<string, string>,
  options: ReadHandbookOptions,
): ReadHandbook {
  const parsed = read.filter((each): each is ParsedDocument => each !== undefined);
  const paths = new Set([...Object.keys(files), ...(options.paths ?? [])]);
  checkCommands(parsed);
  checkDecisions(parsed);
  checkLanguages(parsed);
  checkLinks(parsed, { paths, complete: options.paths !== undefined });
  checkNames(parsed, options);
  const documents = parsed.map(({ document }) => document);
  return { documents, findings: documents.flatMap(document => document.findings) };
}
