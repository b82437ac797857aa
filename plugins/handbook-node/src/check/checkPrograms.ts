import { ParsedDocument } from '../parse/parseDocument';
import { shells } from '../parse/MarkdownText';
import { isOver } from './isOver';
import { KnownPaths } from './KnownPaths';
import { platformCommands } from './platformCommands';
import { tellMissing } from './tellMissing';

/** A word that is no quote, no variable and no place holder. */
const plain = /^[\w./@-]+$/;
/** What may stand before a program's name. */
const before = /^(?:(?:[({!]|if|then|do|else|elif|while|until|time|exec|env|sudo|\w+=[^\s'"`]*)\s+)*/;
const heredoc = /<<-?\s*(['"]?)([A-Za-z_]\w{0,40})\1/;

const groups = new Set(platformCommands.filter(command => command.includes(' ')).map(command => command.split(' ')[0]));
const alone = new Set(platformCommands.filter(command => !command.includes(' ')));

/** Finds commands whose program is not there: a file of the repository, or a command of `platform`. */
export function checkPrograms(parsed: ParsedDocument, paths: KnownPaths | undefined): void {
  const { document, markdown } = parsed;
  if (isOver(document)) return;
  // elsewhere `platform` may be a word, or another program
  const isOurs = paths?.has('script/platform') ?? false;
  const look = (command: string, line: number) => {
    const [program, ...words] = command.trim().split(/\s+/, 3);
    if (!plain.test(program)) return;
    const path = program.replace(/^\.\//, '');
    if (path === 'platform' || path === 'script/platform') {
      const unknown = isOurs || path !== 'platform' || groups.has(words[0]) ? unknownCommand(words) : undefined;
      if (unknown) tellMissing(parsed, `"platform" has no command "${unknown}".`, line);
    }
    if (paths?.beginsHere(path) && !path.startsWith('.') && !paths.has(path)) {
      tellMissing(parsed, `There is no "${path}", which a command runs.`, line);
    }
  };
  for (const { language, value, line } of markdown.fences()) {
    if (shells.has(language)) commandsOf(value, language === 'console').forEach(each => look(each.command, line + each.line));
  }
  for (const { value, line } of markdown.codes()) {
    // of other paths between backticks checkLinks tells
    if ((isOurs && /^platform\s/.test(value)) || /^(?:\.\/)?script\/\S+\s/.test(value)) look(value, line);
  }
}

/** What is no command, of the words behind the program's name. */
function unknownCommand([first = '', second = '']: string[]): string | undefined {
  if (!/^[a-z][a-z-]*$/.test(first) || alone.has(first) || first === 'help' || first === 'seed') return undefined;
  if (!groups.has(first)) return first;
  const both = `${first} ${second}`;
  return /^[a-z][a-z-]*$/.test(second) && second !== 'help' && !platformCommands.includes(both) ? both : undefined;
}

/** Commands of a block with the line that each begins on, the fence being nought; those behind a `cd` are somewhere else. */
function commandsOf(text: string, prompted: boolean): { command: string; line: number }[] {
  const commands: { command: string; line: number }[] = [];
  let until: string | undefined;
  let continued = false;
  for (const [index, written] of text.split('\n').entries()) {
    if (until !== undefined) {
      if (written.trim() === until) until = undefined;
      continue;
    }
    const begins = !continued;
    continued = written.endsWith('\\');
    const line = prompted ? /^[$#] (.*)$/.exec(written)?.[1] : written.replace(/^\$ /, '');
    if (line === undefined || !begins || line.trim().startsWith('#')) continue;
    until = heredoc.exec(line)?.[2];
    for (const part of line.split(/&&|\|\||[;|&]|\$\(/)) {
      const start = part.trim();
      const command = start.slice(before.exec(start)![0].length);
      if (/^(?:cd|pushd)(?:\s|$)/.test(command)) return commands;
      if (command) commands.push({ command, line: index + 1 });
    }
  }
  return commands;
}
