import { readTerraformDirectory } from './readTerraformDirectory';

describe('readTerraformDirectory', () => {
  it('reads everything that a directory declares, as it is written and where it stands', async () => {
    const directory = await readTerraformDirectory({
      'main.tf': [
        'terraform {',
        '  required_version = ">= 1.11, < 2.0"',
        '  required_providers {',
        '    aws = { source = "hashicorp/aws", version = "~> 5.0", configuration_aliases = [aws.replica] }',
        '  }',
        '}',
        'variable "rules" {',
        '  description = "Rules"',
        '  type = map(object({',
        '    port = optional(number, 443) # https',
        '  }))',
        '  default   = { "a b" = { port = -1 } }',
        '  nullable  = false',
        '  sensitive = true',
        '  ephemeral = true',
        '  validation {',
        '    condition     = alltrue([for r in values(var.rules) : r.port > var.floor])',
        '    error_message = "Each port must be above ${var.floor}."',
        '  }',
        '}',
        'variable "floor" {}',
        'resource "aws_s3_bucket" "this" {',
        '  provider = aws.replica',
        '}',
        'data "aws_region" "this" {}',
        'ephemeral "aws_secret" "this" {}',
        'module "values" {',
        '  source   = "./values"',
        '  for_each = toset(["a"])',
        '  names    = toset(["x", "y"])',
        '  values   = { vpc_id = aws_vpc.this.id, "b" = 1 }',
        '  size     = 1 + 2',
        '  tags     = { a = "b" }',
        '}',
        'moved {',
        '  from = aws_s3_bucket.old',
        '  to   = aws_s3_bucket.this["x"]',
        '}',
        'output "arn" {',
        '  value     = try(aws_s3_bucket.this.arn, null)',
        '  sensitive = true',
        '}',
        '',
      ].join('\n'),
      'sub/ignored.tf': 'variable "no" {}',
      'notes.md': 'no',
    });

    expect(directory.findings).toEqual([]);
    expect(directory.requiredVersion).toBe('>= 1.11, < 2.0');
    expect(directory.providers).toEqual([
      {
        name: 'aws',
        source: 'hashicorp/aws',
        version: '~> 5.0',
        configurationAliases: ['aws.replica'],
      },
    ]);
    expect(directory.variables).toEqual([
      {
        name: 'rules',
        description: 'Rules',
        type: 'map(object({\n    port = optional(number, 443) # https\n  }))',
        default: { 'a b': { port: -1 } },
        required: false,
        nullable: false,
        sensitive: true,
        ephemeral: true,
        validations: [
          {
            condition:
              'alltrue([for r in values(var.rules) : r.port > var.floor])',
            errorMessage: '"Each port must be above ${var.floor}."',
          },
        ],
        position: { file: 'main.tf', line: 7 },
      },
      expect.objectContaining({
        name: 'floor',
        type: '',
        required: true,
        nullable: true,
        sensitive: false,
      }),
    ]);
    expect(directory.resources).toMatchObject([
      {
        mode: 'managed',
        type: 'aws_s3_bucket',
        provider: 'aws',
        providerAlias: 'replica',
      },
      {
        mode: 'data',
        type: 'aws_region',
        provider: 'aws',
        position: { line: 25 },
      },
      { mode: 'ephemeral', type: 'aws_secret' },
    ]);
    expect(directory.moduleCalls).toEqual([
      {
        name: 'values',
        source: './values',
        version: undefined,
        repetition: { by: 'for_each', expression: 'toset(["a"])' },
        arguments: {
          names: { constant: ['x', 'y'] },
          values: {
            expression: '{ vpc_id = aws_vpc.this.id, "b" = 1 }',
            keys: ['vpc_id', 'b'],
          },
          size: { constant: 3 },
          tags: { constant: { a: 'b' } },
        },
        position: { file: 'main.tf', line: 27 },
      },
    ]);
    expect(directory.moved).toMatchObject([
      { from: 'aws_s3_bucket.old', to: 'aws_s3_bucket.this["x"]' },
    ]);
    expect(directory.outputs).toMatchObject([
      {
        name: 'arn',
        expression: 'try(aws_s3_bucket.this.arn, null)',
        sensitive: true,
        position: { line: 39 },
      },
    ]);
  });

  it('merges override files argument by argument, as Terraform does', async () => {
    const { variables, moduleCalls, outputs, findings } =
      await readTerraformDirectory({
        'a_override.tf':
          'variable "a" {\n  default = 2\n  nullable = false\n}\nmodule "m" {\n  y = 3\n}\noutput "o" {\n  value = 5\n}\n',
        'main.tf':
          'variable "a" {\n  type = number\n  description = "kept"\n  default = 1\n  nullable = true\n}\nmodule "m" {\n  source = "./m"\n  x = 1\n  y = 2\n}\noutput "o" {\n  description = "kept"\n  value = 4\n}\n',
      });

    expect(findings).toEqual([]);
    expect(variables).toMatchObject([
      {
        name: 'a',
        type: 'number',
        description: 'kept',
        default: 2,
        nullable: false,
        required: false,
        position: { file: 'main.tf' },
      },
    ]);
    expect(moduleCalls).toMatchObject([
      { source: './m', arguments: { x: { constant: 1 }, y: { constant: 3 } } },
    ]);
    expect(outputs).toMatchObject([{ description: 'kept', expression: '5' }]);
  });

  it('finds what is wrong with file and line, and reads the rest', async () => {
    const { variables, findings } = await readTerraformDirectory({
      'a.tf':
        'variable "a" {}\n\nvariable "broken" {\n  type =\n}\nvariable "b" {}\n',
      'b.tf':
        'variable "a" {}\nresource "one" {}\nmodule "m" {\n  source = var.x\n}\n',
      'c.tf.json': '{\n  "variable": {\n    "c": {},\n  }\n}\n',
      'd.tf': `locals {\n  x = ${'['.repeat(200)}\n}\n`,
      'e.tf': 'x = "y"\n'.repeat(200_000),
    });

    expect(variables.map(variable => variable.name)).toEqual(['a', 'b']);
    expect(
      findings
        .map(
          ({ code, position }) => `${code} ${position.file}:${position.line}`,
        )
        .sort(),
    ).toEqual([
      'PLT-201 a.tf:4',
      'PLT-201 b.tf:1',
      'PLT-201 b.tf:2',
      'PLT-201 b.tf:3',
      'PLT-201 c.tf.json:4',
      'PLT-207 d.tf:2',
      'PLT-207 e.tf:1',
    ]);
  });

  it('keeps a name such as __proto__ a name', async () => {
    const { moduleCalls } = await readTerraformDirectory({
      'main.tf':
        'module "__proto__" {\n  source = "./m"\n  __proto__ = { __proto__ = { polluted = true } }\n}\n',
    });

    expect(Object.keys(moduleCalls[0].arguments)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
