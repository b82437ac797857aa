/** Each rule of a variable is one, and has a bad value in the tests: as many runs that expect it to fail as there are validations. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const count = (text, pattern) => (text.match(pattern) ?? []).length;

async function textOf(directory, extension) {
  const files = (await readdir(directory)).filter(name => name.endsWith(extension));
  return (await Promise.all(files.map(name => readFile(join(directory, name), 'utf8')))).join('\n');
}

/** That there is something, and what each of it must be, are two rules: whoever breaks one is not told the other. */
const twoRules = /^ {4}condition\s*=\s*length\([^()]*\) > 0 && alltrue\(/m;

/**
 * @param {string} directory of a module or stack
 * @throws Error naming the variables with two rules in one validation, or with fewer bad values than rules
 */
export async function checkRules(directory) {
  const files = await textOf(directory, '.tf');
  const tests = await textOf(join(directory, 'tests'), '.tftest.hcl');
  const variables = [...files.matchAll(/^variable "(\w+)" \{\n([\s\S]*?)^\}/gm)];
  const mixed = variables.filter(([, name, body]) => twoRules.test(body)).map(([, name]) => name);
  if (mixed.length > 0) throw new Error(`A validation of ${mixed.join(', ')} holds two rules. Give each its own validation, message and bad value.`);
  const untested = variables.flatMap(([, name, body]) => {
    const rules = count(body, /^ {2}validation \{/gm);
    const badValues = count(tests, new RegExp(`expect_failures\\s*=\\s*\\[[^\\]]*\\bvar\\.${name}\\b`, 'g'));
    return badValues < rules ? [`${name} has ${rules} rules and ${badValues} bad values`] : [];
  });
  if (untested.length > 0) throw new Error(`${untested.join('; ')}. Add runs with expect_failures to its tests.`);
}
