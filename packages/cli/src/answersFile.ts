import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseServiceAnswers, PlatformError, ServiceAnswers } from '@connectly/plugin-platform-common';
import { parseDocument } from 'yaml';
import { RefusedAnswersError } from './output';

/** Largest file of answers, in characters. */
const maximumLength = 100_000;

/**
 * Reads answers from a file, or from standard input for `-`. JSON is YAML, so one parser reads both.
 * @throws PlatformError PLT-104, or {@link RefusedAnswersError} with every broken rule
 */
export async function readAnswersFile(file: string): Promise<ServiceAnswers> {
  const refuse = (message: string) => new PlatformError({ code: 'PLT-104', message, where: file });
  let content: string;
  try {
    content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  } catch (error) {
    throw refuse(`The file of answers cannot be read: ${(error as Error).message}.`);
  }
  if (content.length > maximumLength) throw refuse(`The file has more than ${maximumLength} characters.`);
  const document = parseDocument(content, { uniqueKeys: true, stringKeys: true });
  if (document.errors.length) throw refuse(document.errors[0].message);
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    throw refuse((error as Error).message);
  }
  const parsed = parseServiceAnswers(data);
  if (!parsed.ok) throw new RefusedAnswersError(parsed.errors);
  return parsed.answers;
}
