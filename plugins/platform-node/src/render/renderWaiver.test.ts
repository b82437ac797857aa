import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parseWaiverAnswers, policyRules, WaiverAnswers, waiverEnds } from '@connectly/plugin-platform-common';
import fc from 'fast-check';
import { parse } from 'yaml';
import { hostileTexts } from '../__testUtils__/hostileTexts';
import { defaultPlatformSettings, platformTeam } from '../settings';
import { renderWaiver } from './renderWaiver';

const policies = resolve(__dirname, '../../../../infrastructure/policies');
/** Where `script/infra` builds it, or on the PATH. */
const conftest = [join(homedir(), '.cache/connectly-portal/bin'), ...(process.env.PATH ?? '').split(delimiter)]
  .map(directory => join(directory, 'conftest'))
  .find(existsSync);
const describeWithConftest = conftest ? describe : describe.skip;
const today = new Date().toISOString().slice(0, 10);

function waiver(change: Partial<WaiverAnswers> = {}): WaiverAnswers {
  const parsed = parseWaiverAnswers(
    {
      rule: 'POL-013', service: 'checkout', address: 'module.partner.**', owner: 'payments', reason: 'They move in January.',
      expires: waiverEnds(today).last, ...change,
    },
    today,
  );
  if (!parsed.ok) throw parsed.errors[0];
  return parsed.answers;
}

const contentOf = (answers: WaiverAnswers) => renderWaiver(answers, defaultPlatformSettings, today).files[0].content;

describe('renderWaiver', () => {
  it('writes a file as the policies take it', () => {
    const answers = waiver({ environment: 'dev', address: 'module.partner["a"].aws_lb.this[0]', expires: waiverEnds(today).first });
    expect(renderWaiver(answers, defaultPlatformSettings, today)).toEqual({
      repository: 'connectly/platform',
      branch: 'waiver/checkout-pol-013',
      title: 'Waive POL-013 for checkout',
      files: [{
        path: 'infrastructure/policies/waivers/checkout-pol-013.yaml',
        content: `waivers:
  checkout-pol-013:
    rule: POL-013
    service: checkout
    environment: dev
    address: "module.partner\\\\[\\"a\\"\\\\].aws_lb.this\\\\[0\\\\]"
    owner: group:default/payments
    reason: "They move in January."
    expires: "${waiverEnds(today).first}"
`,
      }],
    });
  });

  it('knows the rules that there are', async () => {
    const directory = join(policies, 'policy/rules');
    const rules = await Promise.all((await readdir(directory)).map(file => readFile(join(directory, file), 'utf8')));
    const titles = rules.map(text => [/^\t"id": "(.+)",$/m.exec(text)?.[1], /^\t"title": "(.+)",$/m.exec(text)?.[1]]);
    expect(Object.fromEntries(titles)).toEqual(policyRules);
  });

  it('knows the platform team as the policies do', async () => {
    const { settings } = parse(await readFile(join(policies, 'data/settings.yaml'), 'utf8'));
    expect(settings.platform_team).toBe(`group:default/${platformTeam}`);
  });

  it('keeps what people type in its place, whatever it is', () => {
    const text = fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: 'grapheme', maxLength: 60 }));
    fc.assert(
      fc.property(text, text, fc.constantFrom('null', 'yes', '1e3', '0x1f', '2026-11-28', 'no', 'on', 'constructor'), (typed, index, name) => {
        const input = { ...waiver(), reason: `Because ${typed} they move.`, address: `module.partner["${index}"].**`, name };
        const parsed = parseWaiverAnswers(input, today);
        if (!parsed.ok) return;
        const content = contentOf(parsed.answers);
        for (const version of ['1.1', '1.2'] as const) {
          const read = parse(content, { version }).waivers;
          expect(Object.keys(read)).toEqual([name]);
          expect(Object.keys(read[name])).toEqual(['rule', 'service', 'address', 'owner', 'reason', 'expires']);
          expect(read[name]).toMatchObject({ reason: parsed.answers.reason, expires: input.expires });
        }
      }),
    );
  });

  it('refuses to write what has ended', () => {
    expect(() => renderWaiver({ ...waiver(), expires: '2020-01-01' }, defaultPlatformSettings, today)).toThrow(
      expect.objectContaining({ code: 'PLT-203' }),
    );
  });

  describeWithConftest('with conftest', () => {
    let directory: string;
    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'waiver-test-'));
    });
    afterAll(() => rm(directory, { recursive: true, force: true }));

    /** What the policies say of a log group without a time, at an address, beside a file with a waiver. */
    async function said(content: string, address: string): Promise<string[]> {
      const waivers = await mkdtemp(join(directory, 'waivers-'));
      await writeFile(join(waivers, 'waiver.yaml'), content);
      const after = {
        retention_in_days: 0, kms_key_id: 'arn:aws:kms:ap-northeast-2:111122223333:key/1', name: 'x',
        tags_all: {
          Service: 'checkout', Owner: 'payments', Environment: 'dev', Repository: 'connectly/checkout', DataClassification: 'internal',
          ManagedBy: 'terraform',
        },
      };
      const group = {
        address, type: 'aws_cloudwatch_log_group', name: 'this', mode: 'managed',
        change: { actions: ['create'], before: null, after, after_unknown: {} },
      };
      const plan = join(waivers, 'plan.json');
      await writeFile(plan, JSON.stringify({ resource_changes: [group], configuration: { root_module: {} } }));
      const run = promisify(execFile)(
        conftest!,
        ['test', '--output', 'json', '--policy', join(policies, 'policy'), '--data', join(policies, 'data'), '--data', waivers, plan],
        {
          env: {
            ...process.env,
            POLICY_REPOSITORY: 'connectly/checkout', POLICY_DIRECTORY: 'terraform/dev', POLICY_PROJECT: 'checkout-dev',
            POLICY_OWNER: 'group:default/payments',
          },
        },
      );
      const { stdout } = await run.catch((error: { stdout: string }) => error);
      const [{ warnings = [], failures = [] }] = JSON.parse(stdout);
      return [...warnings, ...failures].map(({ msg }: { msg: string }) => msg).filter(msg => /waive|POL-013/.test(msg));
    }

    it.each([
      ['module.partner.**', 'module.partner.module.logs.aws_cloudwatch_log_group.this'],
      ['module.partner["a.b"].*.*[0]', 'module.partner["a.b"].aws_cloudwatch_log_group.this[0]'],
      ['aws_cloudwatch_log_group.{this}["?\\\\"]', 'aws_cloudwatch_log_group.{this}["?\\\\"]'],
    ])('%s is taken, and covers %s', async (pattern, address) => {
      const waived = await said(contentOf(waiver({ address: pattern, environment: 'dev' })), address);
      expect(waived).toEqual([expect.stringContaining('waived by checkout-pol-013')]);
    });

    it.each([
      ['aws_cloudwatch_log_group.this[0]', 'aws_cloudwatch_log_group.this0'],
      ['aws_cloudwatch_log_group.t?is', 'aws_cloudwatch_log_group.this'],
      ['module.partner.*', 'module.partner.aws_cloudwatch_log_group.this'],
    ])('%s does not cover %s', async (pattern, address) => {
      const unwaived = await said(contentOf(waiver({ address: pattern })), address);
      expect(unwaived).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^POL-013 .* Fix: /),
          expect.stringContaining('waiver checkout-pol-013 covers nothing in this plan'),
        ]),
      );
      expect(unwaived).toHaveLength(2);
    });

    it.each([
      '*', '**', '**s**', '*.*', 'module.**', 'module.a**', 'aws_**', 'aws_s3*.**', '**.this', 'provider.*', 'provider.aws**',
    ])('%s is refused by form and policies alike', async address => {
      expect(parseWaiverAnswers({ ...waiver(), address }, today).ok).toBe(false);
      const byHand = contentOf(waiver()).replace('"module.partner.**"', JSON.stringify(address));
      const refused = await said(byHand, 'module.partner.aws_cloudwatch_log_group.this');
      expect(refused).toContainEqual(expect.stringMatching(/^waiver checkout-pol-013: its address .* Fix: name one/));
    });

    it.each([
      'provider.aws', 'provider.aws.virginia', 'provider.module.partner:aws', 'module.partner', 'data.aws_region.this', 'terraform_data.*',
    ])('%s is taken by form and policies alike', async address => {
      const taken = await said(contentOf(waiver({ address })), 'module.partner.aws_cloudwatch_log_group.this');
      expect(taken).toContainEqual(expect.stringContaining('waiver checkout-pol-013 covers nothing in this plan'));
    });
  });
});
