import { RE2JS } from 're2js';
import { literalLength, literalsOf } from './literals';

/** Longest pattern, in UTF-16 units. */
const lengthLimit = 300;

/** Most patterns of an entry in one language. */
export const patternLimit = 20;

/**
 * Largest program that RE2 makes of a pattern: some hundred repetitions of a few signs. Its time grows with this and with the
 * text's length.
 */
const programLimit = 2_000;

/** A pattern, ready to be tried. */
export interface CompiledPattern {
  expression: RE2JS;
  /** Any match holds one of these, in lower case. */
  literals: string[];
}

/**
 * Compiles a pattern of an entry. RE2 answers in linear time, so a pattern cannot hang the server; fixed characters in it
 * let most patterns be passed over without being tried.
 * @returns what is wrong, as the end of a sentence that begins with the pattern
 */
export function compilePattern(
  pattern: string,
): { problem: string; compiled?: undefined } | { problem?: undefined; compiled: CompiledPattern } {
  if (pattern.length > lengthLimit) {
    return { problem: `is longer than ${lengthLimit} characters` };
  }
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(pattern, RE2JS.MULTILINE);
  } catch (error) {
    return { problem: `is no expression of RE2: ${(error as Error).message}` };
  }
  if (expression.programSize() > programLimit) {
    return { problem: 'repeats too much' };
  }
  if (expression.test('')) {
    return { problem: 'matches an empty text' };
  }
  const literals = literalsOf(pattern);
  if (!literals) {
    return { problem: `must hold ${literalLength} fixed characters one after the other, in each of its alternatives, outside of what may be left out` };
  }
  return { compiled: { expression, literals } };
}
