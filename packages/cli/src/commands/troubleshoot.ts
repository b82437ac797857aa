import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { HandbookDocument, MatchReason } from '@connectly/plugin-handbook-common';
import { createTroubleshooter, pastedTextLimit, readHandbook } from '@connectly/plugin-handbook-node';
import { PlatformError } from '@connectly/plugin-platform-common';
import { readHandbookFiles } from '../handbookFiles';
import { printResult } from '../output';
import { findCheckout } from '../settings';

/** An entry that may explain the text. */
export interface FoundEntry {
  entry: string;
  title: string;
  symptom: string;
  path: string;
  reason: MatchReason;
}

/** Finds the entries of a checkout that may explain a text; nothing leaves this machine. */
export async function troubleshoot(
  checkout: string,
  text: string,
): Promise<{ matches: FoundEntry[]; masked: number; truncated: boolean; incomplete: boolean }> {
  const { files } = await readHandbookFiles(checkout);
  const entries = readHandbook(files).documents.filter(document => document.troubleshooting);
  const english = new Map(
    entries.filter(({ language }) => language === 'en').map(document => [document.path, document]),
  );
  const troubleshooter = createTroubleshooter(entries.map(document => ({ repository: '', document })));
  const { matches, ...told } = await troubleshooter.match(text);
  return {
    ...told,
    matches: matches.flatMap(({ entry: { path }, reason }) => {
      const document = english.get(path) ?? entries.find(entry => entry.path === path);
      return document ? [{ ...factsOf(document), path, reason }] : [];
    }),
  };
}

function factsOf({ title, troubleshooting }: HandbookDocument): Pick<FoundEntry, 'entry' | 'title' | 'symptom'> {
  return { entry: troubleshooting?.entry ?? '', title, symptom: troubleshooting?.symptom ?? '' };
}

async function readText(file: string): Promise<string> {
  try {
    const bytes = await buffer(file === '-' ? process.stdin : createReadStream(file));
    return bytes.toString('utf8');
  } catch (error) {
    throw new PlatformError(
      { code: 'PLT-405', message: `"${file}" cannot be read: ${(error as Error).message}.`, where: file, next: 'Give a file, or - for standard input.' },
      { cause: error },
    );
  }
}

function reasonText(reason: MatchReason): string {
  return reason.kind === 'pattern'
    ? `line ${reason.line} matches ${reason.pattern}: ${reason.text}`
    : `shares the words ${reason.words.join(', ')}`;
}

/** `platform troubleshoot FILE|-`: finds nothing with 0 as well, since there is nothing wrong with the question. */
export async function troubleshootCommand(file: string, options: { json?: boolean }) {
  const result = await troubleshoot(findCheckout(), await readText(file));
  printResult(result, options, ({ matches, masked, truncated, incomplete }) =>
    [
      ...matches.map(match => `${match.entry} ${match.title}\n  ${reasonText(match.reason)}\n  ${match.path}`),
      ...(matches.length ? [] : ['No entry is known for this text.']),
      ...(masked ? [`Masked before comparing: ${masked}.`] : []),
      ...(truncated ? [`Only the last ${pastedTextLimit} characters were compared.`] : []),
      ...(incomplete ? ['Patterns were not tried everywhere: that would have cost too much. A shorter text tells more.'] : []),
    ].join('\n'),
  );
}
