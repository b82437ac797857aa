/**
 * The whole story, on real parts: bootstrap and the shared stacks come up on the emulator, a service is made by the portal, Atlantis
 * plans and applies it against the contracts that those stacks published, a policy stops what it should, and a state survives two
 * applies at once and one that is killed. Part of `script/test --all`.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startPortal, TestPortal } from './portal';
import { applyEnded, createService, mergeRegistration, PullRequests, until } from './pullRequests';

const execFileAsync = promisify(execFile);
const name = 'checkout';

interface Ended {
  code: number;
  output: string;
}

describe('the whole story', () => {
  let portal: TestPortal;
  let directory: string;
  let environment: NodeJS.ProcessEnv;
  /** Somebody of the team that owns the service: Atlantis takes commands from nobody else. */
  let owner: { token: string };
  let service: PullRequests;
  let platform: PullRequests;

  beforeAll(async () => {
    portal = await startPortal(['--atlantis', '--stacks']);
    service = PullRequests.of(portal, name);
    platform = PullRequests.of(portal, 'platform');
    directory = await mkdtemp(join(tmpdir(), 'whole-story-'));
    environment = await portal.terraformEnvironment();
    owner = { token: await portal.personToken('hana') };
  }, 1_500_000);
  afterAll(async () => {
    await portal?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('makes a service against the contracts of the real stacks', async () => {
    await createService(portal, {
      name, owner: 'group:default/payments', environments: ['dev'], size: 'small', database: 'none', exposure: 'internal',
    });
    expect(await service.atlantisSays(1, /Ran Plan/)).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy/);
    expect(await service.atlantisSays(1, /Policy Check/)).not.toContain('POL-');
  });

  it('is applied once it is registered', async () => {
    await mergeRegistration(portal, name);
    await service.approve(1);
    expect(await service.tellAtlantis(1, 'atlantis apply', applyEnded, owner)).toContain('Apply complete!');
    await service.mergeAndLetGo(1);
  });

  it('is held by a policy, and let go by a waiver', async () => {
    const number = await service.propose(
      'audit-log',
      { 'terraform/dev/audit.tf': 'resource "aws_cloudwatch_log_group" "audit" {\n  name              = "/services/checkout-dev/audit"\n  retention_in_days = 30\n}\n' },
    );
    expect(await service.atlantisSays(number, /Policy Check/)).toContain('POL-001 aws_cloudwatch_log_group.audit');
    await service.approve(number);
    expect(await service.tellAtlantis(number, 'atlantis apply', applyEnded, owner)).toContain('All policies must pass');
    const expires = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    const waiving = (address: string) => ({
      'infrastructure/policies/waivers/checkout-audit-log.yaml': `waivers:\n  checkout-audit-log:\n    rule: POL-001\n    service: checkout\n    address: "${address}"\n    owner: group:default/payments\n    reason: Until the auditors have their own key.\n    expires: "${expires}"\n`,
    });
    const tooBroad = await platform.propose('waive-everything', waiving('**'));
    expect(await platform.atlantisSays(tooBroad, /Pre-workflow hook failed/)).toContain('waiver checkout-audit-log: its address ** names no module');
    expect(await platform.checks(tooBroad)).toMatchObject({ 'atlantis/plan': 'failure', 'atlantis/pre_workflow_hook: waivers': 'failure' });

    const waiver = await platform.propose('waive-audit-log', waiving('aws_cloudwatch_log_group.audit'));
    await until(portal, 'check', async () => (await platform.checks(waiver))['atlantis/apply'], 60);
    expect(await platform.checks(waiver)).toMatchObject({ 'atlantis/plan': 'success', 'atlantis/pre_workflow_hook: waivers': 'success' });
    await platform.approve(waiver);
    await platform.merge(waiver);
    await sleep(8_000);
    expect(await service.tellAtlantis(number, 'atlantis plan', /Policy Check/, owner)).toContain('waived by checkout-audit-log');
    expect(await service.tellAtlantis(number, 'atlantis apply', applyEnded, owner)).toContain('Apply complete!');
    await service.mergeAndLetGo(number);
  });

  describe('by hand, as the runbook says', () => {
    let cwd: string;
    beforeAll(async () => {
      const clone = join(directory, name);
      await execFileAsync('git', ['clone', '--quiet', `${portal.forgeUrl}/connectly/${name}.git`, clone], { env: environment });
      cwd = join(clone, 'terraform/dev');
      const { code, output } = await terraform('init', '-no-color').ended;
      if (code !== 0) throw new Error(output);
    });

    /** Terraform in a process group of its own, so that a kill takes its providers too. */
    function terraform(...args: string[]): { kill: () => void; soFar: () => string; ended: Promise<Ended> } {
      const child = spawn('terraform', args, { cwd, env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      const keep = (chunk: Buffer) => {
        output += chunk;
      };
      child.stdout.on('data', keep);
      child.stderr.on('data', keep);
      const ended = new Promise<Ended>(done => {
        child.on('close', code => done({ code: code ?? -1, output }));
      });
      return { kill: () => process.kill(-child.pid!, 'SIGKILL'), soFar: () => output, ended };
    }
    const plansNothing = async () => expect(await terraform('plan', '-detailed-exitcode', '-no-color').ended).toMatchObject({ code: 0 });
    async function change(value: number) {
      const file = join(cwd, 'terraform.tfvars.json');
      const values = JSON.parse(await readFile(file, 'utf8'));
      await writeFile(file, JSON.stringify({ ...values, log_retention_days: value }));
    }
    /** Whether an apply holds both locks of the state: the file in S3, and the item in the table. */
    async function isLocked() {
      const state = `dev-connectly/services/${name}/terraform.tfstate`;
      // the emulator finds the service and the region in the credential's scope
      const scopeOf = (called: string) => ({
        authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/ap-northeast-2/${called}/aws4_request, SignedHeaders=host, Signature=0`,
      });
      const file = await fetch(`${environment.AWS_ENDPOINT_URL}/${state}.tflock`, { headers: scopeOf('s3') });
      const item = await fetch(environment.AWS_ENDPOINT_URL!, {
        method: 'POST',
        headers: {
          ...scopeOf('dynamodb'),
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': 'DynamoDB_20120810.GetItem',
        },
        body: JSON.stringify({ TableName: 'dev-connectly-tf-lock', Key: { LockID: { S: state } } }),
      });
      return file.ok && 'Item' in ((await item.json()) as object);
    }
    const serial = async () => JSON.parse((await terraform('state', 'pull').ended).output).serial as number;

    it('keeps its state whole when two apply at once', async () => {
      await plansNothing();
      const before = await serial();
      await change(60);
      const both = await Promise.all(
        [1, 2].map(() => terraform('apply', '-auto-approve', '-no-color', '-lock-timeout=0s').ended),
      );
      const codes = both.map(({ code }) => code).sort();
      expect(codes).toEqual([0, 1]);
      expect(both.find(({ code }) => code === 1)?.output).toContain('Error acquiring the state lock');
      expect(await serial()).toBeGreaterThan(before);
      await plansNothing();
    });

    it('is put right after an apply that was killed in its middle', async () => {
      await change(90);
      // the queue takes the provider half a minute, and the group before it is in AWS then but in no state
      const more = join(cwd, 'more.tf');
      await writeFile(
        more,
        `resource "aws_cloudwatch_log_group" "more" {
  name              = "/services/${name}-dev/more"
  retention_in_days = 90
}

resource "aws_sqs_queue" "more" {
  name       = "${name}-dev-more"
  depends_on = [aws_cloudwatch_log_group.more]
}
`,
      );
      const apply = terraform('apply', '-auto-approve', '-no-color');
      await until(portal, 'the middle of the apply', async () => (apply.soFar().includes('aws_sqs_queue.more: Creating...') ? true : undefined), 120);
      apply.kill();
      const killed = await apply.ended;
      expect(killed.code).toBe(-1);
      expect(killed.output).toContain('aws_cloudwatch_log_group.more: Creation complete');
      expect(killed.output).not.toContain('Apply complete!');
      expect(await isLocked()).toBe(true);

      const held = await terraform('plan', '-no-color').ended;
      expect(held.code).toBe(1);
      // RequestID and HostID stand above it
      const lock = /^\s*ID:\s+([0-9a-f-]{36})$/m.exec(held.output)?.[1] as string;
      // the command that infrastructure/stacks/bootstrap/README.md gives
      const runbook = await readFile(join(__dirname, '../../../infrastructure/stacks/bootstrap/README.md'), 'utf8');
      expect(runbook).toContain('terraform force-unlock ID');
      expect(await terraform('force-unlock', '-force', lock).ended).toEqual({
        code: 0,
        output: expect.stringContaining('successfully unlocked'),
      });
      const again = await terraform('apply', '-auto-approve', '-no-color').ended;
      expect(again).toEqual({ code: 1, output: expect.stringContaining('ResourceAlreadyExistsException') });
      // as docs/troubleshooting/TS-027-exists-already.md says
      const taken = join(cwd, 'taken.tf');
      await writeFile(taken, `import {\n  to = aws_cloudwatch_log_group.more\n  id = "/services/${name}-dev/more"\n}\n`);
      expect(await terraform('apply', '-auto-approve', '-no-color').ended).toEqual({ code: 0, output: expect.stringContaining('1 imported') });
      await rm(taken);
      await plansNothing();

      await rm(more);
      expect(await terraform('apply', '-auto-approve', '-no-color').ended).toMatchObject({ code: 0 });
      await plansNothing();
    });

    it('is destroyed by Atlantis, without a trace', async () => {
      // as the guide on making a service says: what is no longer written is destroyed
      const main = await readFile(join(cwd, 'main.tf'), 'utf8');
      const left = main.match(/^(provider|module "tags") [^]*?^}/gm);
      expect(left).toHaveLength(2);
      const number = await service.propose('retire', {
        'terraform/dev/main.tf': `${left!.join('\n\n')}\n`,
        'terraform/dev/outputs.tf': '',
        'terraform/dev/audit.tf': '',
      });
      expect(await service.atlantisSays(number, /Ran Plan/)).toMatch(/Plan: 0 to add, 0 to change, \d+ to destroy/);
      // the waiver has nothing left to cover, and says so
      const judged = await service.atlantisSays(number, /Policy Check/);
      expect(judged).toContain('waiver checkout-audit-log covers nothing in this plan');
      expect(judged).toContain(', 0 failures,');
      await service.approve(number);
      const applied = await service.tellAtlantis(number, 'atlantis apply', applyEnded, owner);
      expect(applied).toMatch(/Apply complete! Resources: 0 added, 0 changed, \d+ destroyed/);
      expect((await terraform('state', 'list').ended).output).not.toMatch(/^(?!data\.).*aws_/m);
    });
  });
});
