import { parse as parseWithHashicorp } from '@cdktn/hcl2json';
import fc from 'fast-check';
import { parseHcl } from './parseHcl';
import { parseHclJson } from './parseHclJson';
import { defaultHclLimits } from './syntax';

/** HashiCorp's own parser, compiled to WebAssembly, says what is HCL. That it cannot compute `!null` afterwards is another matter. */
async function isHcl(text: string): Promise<boolean> {
  return parseWithHashicorp('main.tf', text).then(
    () => true,
    error => String(error.message ?? error).startsWith('convert to HCL'),
  );
}

const pieces = [
  'variable "a" {\n',
  '}\n',
  '\n',
  ' ',
  '=',
  '"x"',
  'b',
  '[',
  ']',
  '{',
  '}',
  '(',
  ')',
  ',',
  '?',
  ':',
  '.',
  '...',
  '*',
  '-',
  '!',
  '&&',
  '==',
  '=>',
  '1',
  '1.5',
  'null',
  'for',
  'in',
  'if',
  '# c\n',
  '/* c */',
  '"${a}"',
  '"%{ if a }',
  '%{ endif }"',
  '<<EOT\n',
  '<<-EOT\n',
  'EOT\n',
  '\r\n',
  '::',
  'f(',
  'a = 1\n',
  'a = ',
  'x.y',
  '[*]',
  '"',
  '\\',
  '$${',
  'é',
  '\t',
];

describe('parseHcl', () => {
  it('takes and refuses the same texts as the parser of HashiCorp', async () => {
    const texts = [
      'a = 1',
      'a = 1\n',
      'a',
      'a =',
      'a = \n1',
      'a = [\n1,\n]\n',
      'a = [1 2]',
      'a = {b = 1, c = 2}',
      'a = {b = 1 c = 2}',
      'a = {\n b = 1\n c = 2 }',
      'a {}',
      'a { b = 1 }',
      'a { b = 1, c = 2 }',
      'a { b {} }',
      'a {\n b {}\n}',
      'a "b" c {\n}\n',
      'a "${b}" {\n}\n',
      'a = "x',
      'a = "x\ny"',
      'a = <<E\nx\nE\n',
      'a = <<E\nx\nE',
      'a = <<E\nx\n',
      'a = f(1, 2...)',
      'a = f(1,)',
      'a = f(,)',
      'a = b ? c : d',
      'a = b ?\nc : d',
      'a = (b\n? c\n: d)',
      'a = [for x in y : x]',
      'a = [for x y : x]',
      'a = {for k, v in y : k => v...}',
      'a = {for k, v in y : k}',
      'a = b.c[0].d.*.e',
      'a = b.',
      'a = b[*].c',
      'a = -b',
      'a = !b',
      'a = 1 +',
      'a = 1 + 2',
      'a = "\\q"',
      'a = "\\u00e9"',
      'a = "%{ if b }c%{ endif }"',
      'a = "%{ if b }c"',
      'a = "%{ endif }"',
      'a = 1 # c',
      'a = 1 // c',
      'a = 1 /* c\n */\n',
      'a = /* c',
      '}',
      'a {',
      'a = 1\na = 2\n',
      'a = provider::x::f(1)',
      'a = x::f',
      'a = {}\n',
      'a = { "b" : 1 }',
      'a = { (b) = 1 }',
      'a = { b.c = 1 }',
      'a = [1, 2, 3,]',
      '\uFEFFa = 1\n',
      'a = b\n.c',
      'a = (b\n.c)',
    ];
    for (const text of texts) {
      const accepted = parseHcl(text).problems.length === 0;
      expect({ text, accepted }).toEqual({ text, accepted: await isHcl(text) });
    }
  });

  it('agrees with it on texts that chance puts together', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...pieces), { maxLength: 12 }),
        async chosen => {
          const text = chosen.join('');
          const accepted = parseHcl(text).problems.length === 0;
          expect({ text, accepted }).toEqual({
            text,
            accepted: await isHcl(text),
          });
        },
      ),
      { numRuns: 3000 },
    );
  }, 120_000);

  it('answers for any text at all, without crash and without delay', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 2000 }),
          fc.array(fc.constantFrom(...pieces)).map(all => all.join('')),
        ),
        text => {
          expect(parseHcl(text).problems.length).toBeLessThanOrEqual(
            defaultHclLimits.problems,
          );
          expect(parseHclJson(text).problems.length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['open brackets', '['.repeat(500_000)],
    ['open templates', `a = "${'${"'.repeat(200_000)}`],
    ['minus signs', `a = ${'-'.repeat(900_000)}1`],
    ['conditions', `a = ${'b ? c : '.repeat(100_000)}d`],
    ['heredocs that never end', 'a = <<E\n'.repeat(100_000)],
    ['comments that never end', 'a = 1 /*\n'.repeat(100_000)],
    ['quotes that never end', 'a = "\n'.repeat(200_000)],
    ['blocks that never end', 'a {\n'.repeat(200_000)],
    ['one long sum', `a = ${'1 + '.repeat(200_000)}1`],
    ['one long product', `a = ${'0.37 * '.repeat(140_000)}1`],
    ['one long division', `a = 1${' / 7'.repeat(250_000)}`],
    ['fractions of every kind', `a = 0${' + 1/7 - 1/3'.repeat(80_000)}`],
    ['comparisons without end', `a = 1${' == 9e999'.repeat(100_000)}`],
    ['numbers of many digits', `a = 1${' * 9e999'.repeat(140_000)}`],
    ['arguments set twice', 'a = 1\n'.repeat(150_000)],
    ['one long text', `a = "${'x'.repeat(1_000_000)}"`],
    ['lines of spaces', ' \n'.repeat(500_000)],
    ['dots', `a = b${'.c'.repeat(400_000)}`],
    ['deep JSON', `{"a":${'['.repeat(500_000)}`],
    ['long JSON text', `{"a":"${'\\"'.repeat(500_000)}`],
  ])('reads or refuses 1 MB of %s in good time', (_, text) => {
    const start = performance.now();
    const { body } = parseHcl(text);
    parseHclJson(text);
    body.attributes().forEach(({ expression }) => body.constant(expression));
    // not a benchmark: work that grew with the square of the text would take minutes
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it.each(['größe', 'é', 'a-1', 'aéb-c', 'constructor', '__proto__', 'toString', 'nullable'])(
    'reads %s as one name, wherever a name stands',
    name => {
      const { body, problems } = parseHcl(`${name} = ${name}.${name}\n`);

      expect(problems).toEqual([]);
      expect(body.attribute(name)?.expression).toMatchObject({
        kind: 'reference',
        root: name,
        steps: [name],
      });
    },
  );

  it('refuses what is too long or too deep by name', () => {
    expect(parseHcl('a = 1\n'.repeat(200_000)).problems).toMatchObject([
      { limit: true },
    ]);
    expect(parseHcl(`a = ${'['.repeat(101)}`).problems).toMatchObject([
      { line: 1, limit: true },
    ]);
    expect(parseHcl(`a = ${'['.repeat(90)}${']'.repeat(90)}`).problems).toEqual(
      [],
    );
  });

  it('goes on after a broken block and tells its line', () => {
    const { body, problems } = parseHcl(
      'variable "a" {}\nvariable "b" {\n  default = [1,\n}\nvariable "c" {\n  type = string\n\nvariable "d" {}\n',
    );

    expect(problems.map(problem => problem.line)).toEqual([4, 5]);
    expect(body.blocks('variable', 1).map(block => block.labels[0])).toEqual([
      'a',
      'd',
    ]);
  });
});
