import { setImmediate as turn } from 'node:timers/promises';
import { HandbookDocument, MatchReason } from '@connectly/plugin-handbook-common';
import MiniSearch from 'minisearch';
import { maskSecrets } from './maskSecrets';
import { literalsOf } from './literals';
import { compilePattern, patternLimit } from './pattern';
import { plainText } from './plainText';
import { TextIndex, Trial } from './TextIndex';
import { partsOf, wordsOf } from './words';

/** Longest text that is compared, in UTF-16 units; of a longer one the end, where the error stands. @public */
export const pastedTextLimit = 1024 * 1024;

const matchLimit = 10;
const shownLength = 200;
const shownWords = 6;
/** Part of the best score by words below which an entry is not shown: one word that many have says nothing. */
const nearness = 0.35;
/** Words of a pasted text that are searched for, the rarest among the entries. */
const searchedWords = 30;
/** UTF-16 units at the end of a text whose words are compared. */
const wordsLength = 64 * 1024;
/**
 * Steps that the patterns of one answer may take, see `Effort`: two seconds of a processor at the worst. A
 * thousand patterns on a log of a megabyte take a tenth of it.
 */
const stepLimit = 60_000_000;
/** Of them, those that finding out where to try may take. */
const searchLimit = 30_000_000;
/** Steps after which others have their turn. */
const turnSteps = 3_000_000;
/** Steps that compiling takes for each instruction. */
const compileSteps = 100;

/** Which document an entry is. @public */
export interface EntryKey {
  repository: string;
  path: string;
}

/** An entry that may explain a text, and why. @public */
export interface EntryMatch {
  entry: EntryKey;
  reason: MatchReason;
}

/** What was found for a text. @public */
export interface FoundEntries {
  matches: EntryMatch[];
  /** How many secrets were masked before anything was compared. */
  masked: number;
  /** Whether only the end of the text was compared. */
  truncated: boolean;
  /** Whether patterns were not tried, or not everywhere, since that would have cost too much. */
  incomplete: boolean;
}

/** Finds entries by an error's text. @public */
export interface Troubleshooter {
  /** @param visible - which entries may be found; all when absent */
  match(text: string, visible?: (entry: EntryKey) => boolean): Promise<FoundEntries>;
}

/** A pattern of an entry; it is compiled when a text may hold one of its literals, and forgotten with the text. */
interface EntryPattern {
  entry: EntryKey;
  pattern: string;
  literals: string[];
}

/**
 * Makes entries ready to be found: by their patterns first, then by the words that a text shares with them.
 * @param entries - in every language that there is; those of one path are one entry
 * @public
 */
export function createTroubleshooter(entries: { repository: string; document: HandbookDocument }[]): Troubleshooter {
  const keys = new Map<string, EntryKey>();
  const patterns: EntryPattern[] = [];
  const texts = new Map<string, { id: string; symptom: string; title: string; tags: string; text: string }>();
  for (const { repository, document } of entries) {
    const { path, troubleshooting, title, tags, text } = document;
    if (!troubleshooting) continue;
    const id = `${repository}\n${path}`;
    const entry = keys.get(id) ?? { repository, path };
    keys.set(id, entry);
    for (const pattern of troubleshooting.match.slice(0, patternLimit)) {
      const literals = literalsOf(pattern);
      if (literals) patterns.push({ entry, pattern, literals });
    }
    const known = texts.get(id);
    texts.set(id, {
      id,
      symptom: `${known?.symptom ?? ''}\n${troubleshooting.symptom}`,
      title: `${known?.title ?? ''}\n${title}`,
      tags: `${known?.tags ?? ''}\n${tags.join(' ')}`,
      text: `${known?.text ?? ''}\n${text}`,
    });
  }
  const { search, frequencies } = indexOf([...texts.values()]);

  // those that are looked for in no time come first: no entry can spend what others need
  patterns.sort((left, right) => left.literals.length - right.literals.length);

  const byPatterns = async (text: string, linesBefore: number, visible: (entry: EntryKey) => boolean) => {
    const index = new TextIndex(text);
    let left = stepLimit;
    let leftOfTurn = turnSteps;
    const spend = async (steps: number) => {
      left -= steps;
      leftOfTurn -= steps;
      if (leftOfTurn > 0) return;
      leftOfTurn = turnSteps;
      await turn();
    };
    let incomplete = false;
    const trials: (EntryPattern & { trial: Trial })[] = [];
    for (const each of patterns.filter(({ entry }) => visible(entry))) {
      if (left <= stepLimit - searchLimit) {
        incomplete = true;
        break;
      }
      const { literals, steps } = index.literalsIn(each.literals);
      const { compiled } = literals.length > 0 ? compilePattern(each.pattern) : {};
      if (compiled) trials.push({ ...each, trial: index.trialOf(compiled, literals) });
      await spend(steps + (compiled?.expression.programSize() ?? 0) * compileSteps);
    }
    const found = new Map<EntryKey, EntryMatch & { length: number }>();
    // again the cheap ones first
    for (const { entry, pattern, trial } of trials.sort((one, other) => one.trial.most - other.trial.most)) {
      if (left <= 0) {
        incomplete = true;
        break;
      }
      const trying = index.find(trial);
      let tried = trying.next();
      for (; !tried.done; tried = trying.next()) await spend(tried.value);
      const { match, complete } = tried.value;
      incomplete ||= !complete;
      const known = found.get(entry);
      // the longer a match, the more it says
      if (match && (!known || known.length < match.text.length)) {
        const reason: MatchReason = { kind: 'pattern', pattern, text: shown(match.text), line: linesBefore + match.line };
        found.set(entry, { entry, reason, length: match.text.length });
      }
    }
    const exact = [...found.values()].sort((one, other) => other.length - one.length).map(({ entry, reason }) => ({ entry, reason }));
    return { exact, incomplete };
  };

  const byWords = (text: string, visible: (entry: EntryKey) => boolean): EntryMatch[] => {
    const words = new Map(partsOf(text.slice(-wordsLength)).map(({ part, word }) => [part, word]));
    const known = [...words.keys()].filter(part => frequencies.has(part));
    const rarest = known.sort((left, right) => frequencies.get(left)! - frequencies.get(right)!).slice(0, searchedWords);
    if (rarest.length === 0) return [];
    const rare = Math.max(1, texts.size / 20);
    const results = search.search(rarest.join(' '), { filter: result => visible(keys.get(result.id)!) });
    const best = results.at(0)?.score ?? 0;
    return results
      .filter(({ terms, score }) => score >= best * nearness && (terms.length > 1 || terms.some(term => frequencies.get(term)! <= rare)))
      .slice(0, matchLimit)
      .map(({ id, terms }) => {
        const shared = rarest.filter(part => terms.includes(part)).map(part => words.get(part)!);
        return { entry: keys.get(id)!, reason: { kind: 'words', words: [...new Set(shared)].slice(0, shownWords) } };
      });
  };

  return {
    async match(pasted, visible = () => true) {
      const { text: end, linesBefore } = endOf(pasted);
      const { text, masked } = maskSecrets(plainText(end));
      const { exact, incomplete } = await byPatterns(text, linesBefore, visible);
      const named = new Set(exact.map(match => match.entry));
      const similar = byWords(text, visible).filter(match => !named.has(match.entry));
      return { matches: [...exact, ...similar].slice(0, matchLimit), masked, truncated: end.length < pasted.length, incomplete };
    },
  };
}

/** The end of a text that is too long, from the beginning of a line: half a secret would not be seen as one. */
function endOf(text: string): { text: string; linesBefore: number } {
  if (text.length <= pastedTextLimit) {
    return { text, linesBefore: 0 };
  }
  const cut = text.length - pastedTextLimit;
  const start = text.indexOf('\n', cut) + 1 || cut;
  let linesBefore = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < start; at = text.indexOf('\n', at + 1)) {
    linesBefore += 1;
  }
  return { text: text.slice(start), linesBefore };
}

function indexOf(texts: { id: string; symptom: string; title: string; tags: string; text: string }[]) {
  const fields = ['symptom', 'title', 'tags', 'text'] as const;
  const search = new MiniSearch<(typeof texts)[number]>({
    fields: [...fields],
    tokenize: wordsOf,
    processTerm: term => term,
    searchOptions: { boost: { symptom: 4, title: 3, tags: 2 } },
  });
  search.addAll(texts);
  const frequencies = new Map<string, number>();
  for (const each of texts) {
    for (const word of new Set(fields.flatMap(field => wordsOf(each[field])))) {
      frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
    }
  }
  return { search, frequencies };
}

function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > shownLength ? `${line.slice(0, shownLength)}…` : line;
}
