/** The real program says what is wrong with a file of answers, where, and by which rule; nothing is left out of it in silence. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// eslint-disable-next-line no-restricted-syntax -- tests run from the sources only
const checkout = resolve(__dirname, '../../../..');
const answers = { name: 'checkout', owner: 'payments', environments: ['dev'], size: 'small', database: 'none', exposure: 'internal' };
const lines = Object.entries(answers).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
const yaml = lines.join('');

jest.setTimeout(120_000);

describe('a file of answers', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'answers-file-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const run = (args: string[]) =>
    new Promise<{ code: number; stderr: string }>(done => {
      execFile(process.execPath, [join(checkout, 'packages/cli/bin/platform'), ...args], { cwd: checkout }, (error, _, stderr) =>
        done({ code: error ? Number(error.code) : 0, stderr }),
      );
    });

  it.each([
    ['answers.yaml', `${yaml}description: !foo "x"\n`, 'PLT-104 (answers.yaml:7): The tag !foo is not read: write the value without it.'],
    ['answers.yaml', `${yaml}description: !!js/function "x"\n`, 'PLT-104 (answers.yaml:7): The tag !!js/function is not read'],
    ['answers.yaml', `${yaml}moduleVersions: {__proto__: 1.0.0}\n`, 'PLT-104 (answers.yaml:7): There is no field moduleVersions.__proto__.'],
    ['answers.json', JSON.stringify(answers).replace(/}$/, ',\n"moduleVersions":{"__proto__":"1.0.0"}}'), 'PLT-104 (answers.json:2): There is no field moduleVersions.__proto__.'],
    ['answers.yaml', `${yaml.replace('"payments"', '&a payments')}description: *a\n`, 'PLT-104 (answers.yaml:7): The alias *a is not read: write the value itself.'],
    ['answers.yaml', `${yaml}---\n${yaml}`, 'PLT-104 (answers.yaml:7): A second document begins here (---): the file must hold one.'],
    ['answers.yaml', yaml.replace('["dev"]', 'dev'), 'PLT-102 (environments): The answer environments breaks its rule: A list, not a text. Change'],
    ['answers.yaml', `${yaml}moduleVersions: {nosuch: 1.0.0}\n`, 'PLT-204 (moduleVersions.nosuch): This service calls no module "nosuch".'],
  ])('is refused as %s: %#', async (file, content, refusal) => {
    await writeFile(join(directory, file), content);
    const out = join(directory, 'out');
    const { code, stderr } = await run(['service', 'render', '--answers', join(directory, file), '--out', out]);
    expect(stderr.replaceAll(`${directory}/`, '')).toContain(refusal);
    expect(code).toBe(2);
    expect(await readdir(directory)).not.toContain('out');
  });

  it('has a program that refuses a wrong use of itself as it refuses a wrong answer', async () => {
    expect(await run(['service', 'render', '--out', directory])).toEqual({ code: 2, stderr: expect.stringContaining('--answers <file>') });
    expect(await run(['nosuch'])).toEqual({ code: 2, stderr: expect.stringContaining('nosuch') });
    expect(await run(['--help'])).toMatchObject({ code: 0 });
  });
});
