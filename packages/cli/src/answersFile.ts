import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { ParsedAnswers, parseServiceAnswers, PlatformError, readYaml, ServiceAnswers } from '@connectly/plugin-platform-common';
import { RefusedAnswersError } from './output';

/** Largest file of answers, in characters. */
const maximumLength = 100_000;

/**
 * Reads the answers of a service from a file, or from standard input for `-`.
 * @throws PlatformError PLT-104, or {@link RefusedAnswersError} with every broken rule
 */
export async function readAnswersFile(file: string): Promise<ServiceAnswers> {
  return accepted(parseServiceAnswers(await readMapping(file)));
}

/**
 * Reads the answers of a proposal; a date that is left out is today.
 * @throws PlatformError PLT-104, or {@link RefusedAnswersError} with every broken rule
 */
export async function readDatedAnswersFile<Answers>(
  file: string,
  parse: (answers: unknown) => ParsedAnswers<Answers>,
): Promise<Answers> {
  const given = await readMapping(file);
  const isMapping = typeof given === 'object' && given !== null && !Array.isArray(given);
  const today = new Date().toISOString().slice(0, 10);
  return accepted(parse(isMapping && !Object.hasOwn(given, 'date') ? { ...given, date: today } : given));
}

/** @throws RefusedAnswersError */
function accepted<Answers>(parsed: ParsedAnswers<Answers>): Answers {
  if (!parsed.ok) throw new RefusedAnswersError(parsed.errors);
  return parsed.answers;
}

/** JSON is YAML, so one parser reads both. @throws PlatformError PLT-104 */
async function readMapping(file: string): Promise<unknown> {
  const refuse = (message: string) => new PlatformError({ code: 'PLT-104', message, where: file });
  let content: string;
  try {
    content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw refuse(`The file of answers cannot be read: ${(error as Error).message}.`);
  }
  if (content.length > maximumLength) throw refuse(`The file has more than ${maximumLength} characters.`);
  const { value, fault } = readYaml(content);
  if (fault) {
    throw new PlatformError({
      code: 'PLT-104',
      message: fault.message,
      where: `${file}:${fault.line}`,
      next: 'Correct the file at the line given.',
    });
  }
  return value;
}
