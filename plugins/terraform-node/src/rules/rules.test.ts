/** Terraform itself says what a rule means: every rule of our modules, over values of many shapes. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { JsonValue, TerraformType, TerraformVariable } from '@connectly/plugin-terraform-common';
import { readTerraformDirectory } from '../directory/readTerraformDirectory';
import { convertValue } from '../type/convertValue';
import { parseType } from '../type/parseType';
import { evaluateRule } from './evaluateRule';

jest.setTimeout(300_000);

const modules = resolve(__dirname, '../../../../infrastructure/modules');
const canRunTerraform = () => {
  try {
    execFileSync('terraform', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const texts = [
  'checkout', '', 'a', 'internal-api', 'Ünïcode 이름', 'x'.repeat(1025), 'vpc-0a1b2c3d', 'subnet-0a1b2c3d', 'sg-0a1b2c3d', 'TLSv1.2',
  'arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab', 'arn:aws:acm:ap-northeast-2:111122223333:certificate/x', '/healthz',
  'arn:aws:iam::111122223333:role/deploy', 'arn:aws:s3:::prod-connectly-logs', '10.0.0.0/16', '0.0.0.0/0', '10.0.0.0/33', '300.1.1.1/8',
  'db.t4g.small', 'cache.t4g.small', 'postgres', '16.4', '2026-11-28', 'a\nb', '${x}', '-', 'rate(5 minutes)', 'nodejs22.x',
  '{"Statement":[]}', '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}', '[', '1', 'true', 'GET /orders',
  'secretsmanager', 'com.amazonaws.ap-northeast-2.s3', 'group:default/payments', 'payments', 'prod', 'connectly/checkout', 'index.handler', 'sha256:1',
];
const numbers = [0, 1, -1, 30, 1.5, 80, 443, 1024, 65535, 65536, 7, 512, 3653];

/** A value of a type, another one for each number. */
function valueOf(type: TerraformType, seed: number): JsonValue {
  const pick = <T>(items: T[], salt = 0): T => items[(seed * 7 + salt * 3 + (seed >> 2)) % items.length];
  switch (type.kind) {
    case 'number': return pick(numbers);
    case 'bool': return seed % 2 === 0;
    case 'list':
    case 'set': return Array.from({ length: seed % 4 }, (_, index) => valueOf(type.element, seed + (seed % 3 === 0 ? 0 : index)));
    case 'map': return Object.fromEntries(Array.from({ length: seed % 3 }, (_, index) => [pick(texts.slice(0, 12), index), valueOf(type.element, seed + index)]));
    case 'tuple': return type.elements.map((element, index) => valueOf(element, seed + index));
    case 'object': return Object.fromEntries(
      type.attributes.filter(({ optional }, index) => !optional || (seed + index) % 2 === 0).map((attribute, index) => [attribute.name, valueOf(attribute.type, seed + index)]),
    );
    default: return pick(texts);
  }
}

/** Lines of the `validation` blocks by variable, in their order. */
function rulesByLine(text: string): Map<number, string> {
  const found = new Map<number, string>();
  let variable = '';
  let index = 0;
  text.split('\n').forEach((line, number) => {
    const [, name] = /^variable "([^"]+)"/.exec(line) ?? [];
    if (name) [variable, index] = [name, 0];
    if (/^ {2}validation \{/.test(line)) found.set(number + 1, `${variable} ${index++}`);
  });
  return found;
}

async function refusedByTerraform(directory: string, text: string): Promise<Set<string>> {
  const rules = rulesByLine(text);
  const output = await promisify(execFile)('terraform', ['plan', '-json', '-input=false', '-lock=false'], { cwd: directory, maxBuffer: 64 * 1024 * 1024 })
    .then(({ stdout }) => stdout, error => error.stdout as string);
  const refused = new Set<string>();
  for (const line of output.split('\n').filter(Boolean)) {
    const { diagnostic } = JSON.parse(line);
    if (diagnostic?.severity !== 'error') continue;
    const [, checked] = /validation rule at [^:]+:(\d+),/.exec(diagnostic.detail) ?? [];
    const at = Number(checked ?? diagnostic.range?.start?.line);
    const start = [...rules.keys()].filter(each => each <= at).at(-1);
    if (!start) throw new Error(`${diagnostic.summary}: ${diagnostic.detail}`);
    refused.add(rules.get(start)!);
  }
  return refused;
}

const typeOf = ({ type }: TerraformVariable) => parseType(type)!;

describe('evaluateRule', () => {
  (canRunTerraform() ? describe : describe.skip)('beside Terraform', () => {
    it('says of every rule of our modules what Terraform says', async () => {
      const counts = { holds: 0, broken: 0, unknown: 0 };
      const disagreements: string[] = [];
      for (const { name: module } of readdirSync(modules, { withFileTypes: true }).filter(entry => entry.isDirectory())) {
        const text = readFileSync(join(modules, module, 'variables.tf'), 'utf8');
        const { variables } = await readTerraformDirectory({ 'variables.tf': text });
        const directory = mkdtempSync(join(tmpdir(), 'rules-'));
        writeFileSync(join(directory, 'variables.tf'), text);
        try {
          for (let seed = 0; seed < 14; seed++) {
            const given = Object.fromEntries(
              variables
                .filter(({ required }, index) => required || (seed + index) % 3 !== 0)
                .map((variable, index) => [variable.name, valueOf(typeOf(variable), seed * 5 + index)]),
            );
            writeFileSync(join(directory, 'terraform.tfvars.json'), JSON.stringify(given));
            const known = new Map(
              variables.map(variable => {
                const converted = convertValue(given[variable.name] ?? variable.default!, typeOf(variable));
                if (converted.problem) throw new Error(JSON.stringify(converted.problem));
                return [variable.name, converted.value];
              }),
            );
            const refused = await refusedByTerraform(directory, text);
            // Terraform does not come to a variable whose rules name one that it has refused
            const silent = new Set<string>();
            for (let before = -1; before < silent.size; ) {
              before = silent.size;
              for (const { name, validations } of variables) {
                const named = validations.flatMap(({ condition }) => [...condition.matchAll(/\bvar\.(\w+)/g)].map(match => match[1]));
                const isRefused = (other: string) => silent.has(other) || [...refused].some(rule => rule.startsWith(`${other} `));
                if (named.some(other => other !== name && isRefused(other))) silent.add(name);
              }
            }
            for (const { name, validations } of variables.filter(variable => !silent.has(variable.name))) {
              for (const [index, { condition }] of validations.entries()) {
                const rule = `${name} ${index}`;
                const state = evaluateRule(condition, known);
                counts[state]++;
                if (state !== 'unknown' && (state === 'broken') !== refused.has(rule)) {
                  disagreements.push(`${module}: ${condition} ${state} with ${JSON.stringify(given[name])}`);
                }
              }
            }
          }
        } finally {
          rmSync(directory, { recursive: true, force: true });
        }
      }
      expect(disagreements).toEqual([]);
      expect(counts.holds).toBeGreaterThan(500);
      expect(counts.broken).toBeGreaterThan(500);
      // nearly all of them are told here
      expect(counts.unknown / (counts.holds + counts.broken)).toBeLessThan(0.02);
    });
  });

  const values = (given: Record<string, JsonValue>) => new Map(Object.entries(given));
  it.each<[string, string, Record<string, JsonValue>]>([
    ['unknown', 'data.aws_region.this.name == "x"', {}],
    ['unknown', 'var.other > 1', {}],
    ['unknown', 'fileexists(var.a)', { a: '/etc/passwd' }],
    ['unknown', 'file(var.a) != ""', { a: '/etc/passwd' }],
    ['unknown', 'true)\nother = (true', {}],
    ['unknown', 'constructor', {}],
    ['unknown', 'var.constructor == 1', {}],
    ['broken', 'can(var.a.__proto__)', { a: {} }],
    ['broken', 'can(var.a.constructor)', { a: {} }],
    ['unknown', 'length([for a in range(1000) : [for b in range(1000) : [for c in range(1000) : 1]]]) > 0', {}],
    ['broken', 'can(regex("^(a+)+$", var.a))', { a: `${'a'.repeat(50_000)}!` }],
    // RE2 refuses it, in Terraform too
    ['broken', 'can(regex("((((a{50}){50}){50}){50}){50}", var.a))', { a: 'a' }],
    ['unknown', 'var.a == null || var.a > 3', { a: null }],
    ['holds', 'var.a == null ? true : var.a > 3', { a: null }],
    ['holds', 'alltrue([for k, v in var.a : v.n > 0 if k != "b"])', { a: { a: { n: 1 }, b: { n: -1 } } }],
    ['holds', 'alltrue(var.a[*].on)', { a: [{ on: true }, { on: true }] }],
    ['broken', 'length({ for v in var.a : v => v }) == 2', { a: ['x', 'x'] }],
    ['holds', 'max(var.a...) == 3', { a: [1, 3, 2] }],
  ])('says %s of %s', (state, condition, given) => {
    expect(evaluateRule(condition, values(given))).toBe(state);
  });

  it('bounds how deep a condition is', () => {
    expect(evaluateRule(`${'('.repeat(5000)}true${')'.repeat(5000)}`, new Map())).toBe('unknown');
  });
});
