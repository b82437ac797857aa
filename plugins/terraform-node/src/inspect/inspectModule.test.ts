import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFileSync } from 'child_process';
import fc from 'fast-check';
import { existsSync, readdirSync } from 'fs';
import { join, resolve } from 'path';
import { inspectModule, ModuleInspection } from './inspectModule';

const modulesDirectory = resolve(
  __dirname,
  '../../../../infrastructure/modules',
);
const modules = existsSync(modulesDirectory)
  ? readdirSync(modulesDirectory, { withFileTypes: true }).flatMap(entry =>
      entry.isDirectory() ? entry.name : [],
    )
  : [];

/** The real program is the oracle: nobody here wrote it. */
function terraformDocs(directory: string, ...options: string[]): unknown {
  return JSON.parse(
    execFileSync('terraform-docs', ['json', ...options, directory], {
      encoding: 'utf8',
    }),
  );
}

function hasTerraformDocs(): boolean {
  try {
    execFileSync('terraform-docs', ['--version']);
    return true;
  } catch {
    return false;
  }
}

const oddCases: Record<string, Record<string, string>> = {
  'an empty directory': { 'README.md': '# nothing' },
  'heredocs, flushed and not': {
    'main.tf': [
      'variable "a" {',
      '  description = <<-EOT',
      '    First line',
      '      second, deeper',
      '',
      '    last "quoted" $${kept} \\n',
      '  EOT',
      '  default     = <<EOT',
      '  as it is',
      'EOT',
      '}',
      'output "b" {',
      '  description = <<EOT',
      'One',
      'EOT',
      '  value = 1',
      '}',
      '',
    ].join('\n'),
  },
  'unicode and escapes': {
    'main.tf':
      'variable "이름" {\n  description = "한국어 \\u00e9 \\U0001F600 \\"x\\" \\t e\\u0301"\n  type = string\n  default = "값"\n}\n',
  },
  'JSON syntax': {
    'main.tf.json': JSON.stringify({
      terraform: {
        required_version: '>= 1.11',
        required_providers: {
          aws: { source: 'hashicorp/aws', version: '~> 5.0' },
        },
      },
      variable: {
        one: {
          type: 'list(string)',
          description: 'one',
          default: ['a', 1, true, null],
        },
        two: [{ '//': 'a comment', default: { a: { b: [] } } }],
        three: {},
      },
      resource: {
        aws_s3_bucket: {
          this: { bucket: '${var.one}' },
          other: { provider: 'aws.west' },
        },
      },
      data: [{ aws_region: { here: {} } }],
      module: {
        m: { source: 'git::https://example.com/a.git//m?ref=m/v1.2.3' },
      },
      output: { o: { value: '${aws_s3_bucket.this.arn}', sensitive: true } },
    }),
  },
  'override files': {
    'main.tf':
      'variable "a" {\n  type = string\n  description = "first"\n}\nmodule "m" {\n  source = "./one"\n}\n',
    'a_override.tf':
      'variable "a" {\n  default = "second"\n}\nmodule "m" {\n  x = 1\n}\n',
    'override.tf.json': '{"output":{"late":{"value":1}}}',
  },
  'ephemeral, nullable, 1.9 validation across variables, 1.10 ephemeral resources':
    {
      'main.tf': [
        'variable "low" {',
        '  type      = number',
        '  ephemeral = true',
        '  nullable  = false',
        '}',
        'variable "high" {',
        '  type = number',
        '  validation {',
        '    condition     = var.high > var.low && alltrue([for x in [1, 2] : x > 0])',
        '    error_message = "high must be above ${var.low}."',
        '  }',
        '}',
        'ephemeral "aws_secretsmanager_secret_version" "this" {',
        '  secret_id = "x"',
        '}',
        'check "c" {',
        '  data "http" "h" {',
        '    url = "https://example.com"',
        '  }',
        '  assert {',
        '    condition     = provider::aws::arn_parse("x").region == "y"',
        '    error_message = "no"',
        '  }',
        '}',
        '',
      ].join('\n'),
    },
  'nested objects with optional()': {
    'main.tf': [
      'variable "rules" {',
      '  type = map(object({',
      '    name  = string # a comment inside',
      '    ports = optional(list(object({ from = number, to = optional(number, 443) })), [])',
      '    any   = optional(any)',
      '  }))',
      '  default = {',
      '    "a b" = { name = "x", ports = [{ from = -1, to = 2.5e3 }] }',
      '    c     : { name : "y" }, d = { name = null }',
      '  }',
      '}',
      '',
    ].join('\n'),
  },
  'comments, for_each modules, aliases, header, ignored blocks': {
    'main.tf': [
      '/**',
      ' * # Title',
      ' *',
      ' * Text of the *header*.',
      ' */',
      '',
      '# first line',
      '// second line',
      'variable "commented" {}',
      '  # indented comments do not count',
      'variable "bare" { default = [] }',
      '# terraform-docs-ignore',
      'variable "hidden" {}',
      'terraform {',
      '  required_version = ">= 1.11, < 2.0"',
      '  required_providers {',
      '    aws = {',
      '      source                = "hashicorp/aws"',
      '      version               = "= 5.100.0"',
      '      configuration_aliases = [aws.replica]',
      '    }',
      '    old = "~> 2"',
      '  }',
      '}',
      '# the replica',
      'resource "aws_s3_bucket" "replica" {',
      '  provider = aws.replica',
      '}',
      'resource "aws_s3_bucket" "a" {}',
      'resource "terraform_data" "t" {}',
      'data "aws_region" "a" {}',
      'resource "google_x" "y" { provider = google-beta }',
      'module "each" {',
      '  for_each = toset(["a"])',
      '  source   = "terraform-aws-modules/rds/aws"',
      '  version  = "7.2.0"',
      '  providers = { aws = aws.replica }',
      '}',
      'module "pinned" {',
      '  source = "git::https://example.com/o/r.git//modules/x?ref=x/v1.0.0"',
      '}',
      'output "plain" { value = module.each["a"].id }',
      '',
    ].join('\n'),
  },
  'CRLF line ends': {
    'main.tf':
      '# said above\r\nvariable "a" {\r\n  type = object({\r\n    x = string\r\n  })\r\n  description = <<EOT\r\nOne\r\nTwo\r\nEOT\r\n}\r\n',
  },
  'a byte order mark': {
    'main.tf': '\uFEFFvariable "a" {\n  type = string\n}\n',
  },
  'types in quotes, no type, numbers': {
    'main.tf': [
      'variable "quoted" { type = "string" }',
      'variable "text" { default = "x" }',
      'variable "empty" { default = "" }',
      'variable "number" { default = 12345678901234567890 }',
      'variable "small" { default = 0.1 }',
      'variable "truth" { default = false }',
      'variable "map" { default = {} }',
      'variable "nothing" { default = null }',
      'variable "nested_template" { default = "a${"b"}c" }',
      '',
    ].join('\n'),
  },
  'expressions of every kind': {
    'main.tf': [
      'locals {',
      '  a = var.x ? { for k, v in var.y : k => v... if v != null } : null',
      '  b = [for x in var.z[*].id : "${x}-${upper(x)}" if !contains(["a"], x)]',
      '  c = (1 + 2) * -3 / 4 % 5 >= 6 && true || !false',
      '  d = "%{ if var.x ~}yes%{ else }no%{ endif ~}%{ for i in [1] }${i}%{ endfor }"',
      '  e = aws_x.y.0.z.*.w["k"]["${var.k}"][0]',
      '  f = merge({ a = 1 }, [{}]...)',
      '  g = { (var.k) = 1, "a-${var.k}" = 2, b-c = 3 }',
      '  h = /* inside */ cidrsubnet(',
      '    "10.0.0.0/8", # one',
      '    8,',
      '    1,',
      '  )',
      '}',
      'output "o" { value = local.a }',
      '',
    ].join('\n'),
  },
};

/** Defaults that are computed, each as a variable of one module. */
function variablesOf(expressions: string[]): Record<string, string> {
  const blocks = expressions.map(
    (expression, index) =>
      `variable "v${index}" {\n  default = ${expression}\n}\n`,
  );
  return { 'main.tf': blocks.join('') };
}

oddCases['operators and conditions on constants'] = variablesOf([
  '1 + 2',
  '2 - 3 - 4',
  '7 / 2 * 2 - 1',
  '(1 + 2) * -3',
  '-(1 - 2)',
  '0.1 + 0.2',
  '0.1 * 3',
  '1 / 3',
  '1 / 3 * 3',
  '1 / 3 + 1 / 3 + 1 / 3 == 1',
  '0.1 + 0.2 == 0.3',
  '1 / -4 < 0',
  '-5 / -2',
  '-7 % 3',
  '7 % -3',
  '-7.5 % 2',
  '5 % 0',
  '1e3 * 1e-3',
  '1e30 + 1',
  '12345678901234567890 + 1',
  '"5.50" + 0',
  '"+5" + "010"',
  '-"5"',
  '1 < "2"',
  '2 >= 2 && "a" == "a" || false',
  '1 == 1.0',
  '0 == -0',
  '"1" == 1',
  'true == "true"',
  '1 == 1 == true',
  '1 != 2',
  'null == null',
  'null == [1]',
  '[null, 1] == [null, 1]',
  '{ a = 1, b = [] } == { b = [], a = 1 }',
  '[] == {}',
  '!"false"',
  '!!true',
  '"1" && true',
  'true && null',
  'null || true',
  '1 == var.x || true',
  'var.x && false',
  'true ? 1 : "a"',
  'false ? 1 : null',
  'true ? null : 1',
  '"true" ? 1.5 : "x"',
  'true ? true : "x"',
  'true ? 1e21 : "x"',
  'true ? 0.00000015 : "x"',
  'true ? [1] : []',
  'true ? {} : { a = 1 }',
  'false ? ["b"] : ["a"]',
  'true ? 1 : upper("x")',
  'false ? upper("x") : 2',
  'true ? 1 : 1 / 0',
  '1 + 2 * 3 == 7 ? "yes" : "no"',
  'true ? false ? 1 : 2 : 3',
  '[1, 1 + 1]',
  '{ a = 1 > 0, b = !true }',
  '"${1 + 2}"',
  '"x${1 + 2}y${1.50 + 1}${true && true}${1e21 + 0}"',
]);

const describeWithProgram = hasTerraformDocs() ? describe : describe.skip;

describeWithProgram('inspectModule, compared with terraform-docs', () => {
  const mockDirectory = createMockDirectory();

  it.each(modules)('agrees on the module %s', async name => {
    const directory = join(modulesDirectory, name);

    expect(await inspectModule(directory)).toEqual(terraformDocs(directory));
  });

  it.each(Object.keys(oddCases))('agrees on %s', async name => {
    mockDirectory.setContent(oddCases[name]);

    expect(await inspectModule(mockDirectory.path)).toEqual(
      terraformDocs(mockDirectory.path),
    );
  });

  it('agrees on what arbitrary operators make of arbitrary constants', async () => {
    const { expression } = fc.letrec(tie => ({
      number: fc.oneof(
        fc.integer({ min: -20, max: 20 }).map(value => `(${value})`),
        fc.constantFrom('0.1', '2.5', '1e2', '"3"', '"0.25"'),
        fc
          .tuple(
            tie('number'),
            fc.constantFrom('+', '-', '*', '%'),
            tie('number'),
          )
          .map(([left, operator, right]) => `${left} ${operator} ${right}`),
        tie('number').map(value => `(${value})`),
        tie('number').map(value => `-(${value})`),
        tie('number').map(value => `(${value}) / 8`),
        tie('number').map(value => `(${value}) / -3`),
        fc
          .tuple(tie('truth'), tie('number'), tie('number'))
          .map(
            parts => `((${parts[0]}) ? (${parts[1]}) + 0 : (${parts[2]}) + 0)`,
          ),
      ),
      truth: fc.oneof(
        fc.constantFrom('true', 'false', '"true"', '"0"'),
        fc
          .tuple(
            tie('number'),
            fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
            tie('number'),
          )
          .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
        fc
          .tuple(tie('truth'), fc.constantFrom('&&', '||'), tie('truth'))
          .map(([left, operator, right]) => `${left} ${operator} ${right}`),
        tie('truth').map(value => `!(${value})`),
      ),
      expression: fc.oneof(
        tie('number'),
        tie('truth'),
        fc.tuple(tie('number'), tie('truth')).map(all => `[${all}]`),
      ),
    }));
    const expressions = fc.sample(expression, 500) as string[];
    mockDirectory.setContent(variablesOf(expressions));

    const theirs = terraformDocs(mockDirectory.path) as ModuleInspection;
    const ours = await inspectModule(mockDirectory.path);

    const shown = ({ inputs }: ModuleInspection) =>
      inputs.map(({ name, default: value }) => [
        expressions[Number(name.slice(1))],
        // as text, in which a zero has no sign
        JSON.stringify(value),
      ]);
    expect(shown(ours)).toEqual(shown(theirs));
  });

  it('agrees when comments are no descriptions', async () => {
    const name = 'comments, for_each modules, aliases, header, ignored blocks';
    mockDirectory.setContent(oddCases[name]);

    const ours = await inspectModule(mockDirectory.path, {
      readComments: false,
    });

    expect(ours).toEqual(
      terraformDocs(mockDirectory.path, '--read-comments=false'),
    );
    expect(ours).not.toEqual(await inspectModule(mockDirectory.path));
  });
});

describe('inspectModule', () => {
  const mockDirectory = createMockDirectory();

  it('says which file and line is broken, and which directory is missing', async () => {
    mockDirectory.setContent({
      'main.tf': 'variable "a" {}\n\nvariable "b" {\n  type = \n}\n',
    });

    await expect(inspectModule(mockDirectory.path)).rejects.toMatchObject({
      code: 'PLT-201',
      where: 'main.tf:4',
    });
    await expect(
      inspectModule(mockDirectory.resolve('none')),
    ).rejects.toMatchObject({ code: 'PLT-206' });
  });
});
