/**
 * The main job on the running system: form, review, create, real Atlantis's plan on the pull request, registration,
 * apply on the emulator, merge.
 */
import { Browser, Page } from 'playwright-core';
import { chromiumPath, launchBrowser, openContext, screenshot, violations } from './browser';
import { startPortal, TestPortal } from './portal';
import { applyEnded, PullRequests, until } from './pullRequests';

const name = 'checkout';
const describeWithBrowser = chromiumPath ? describe : describe.skip;

interface PullRequest {
  number: number;
  merged: boolean;
  state: string;
}

describeWithBrowser('making a service', () => {
  let portal: TestPortal;
  let browser: Browser;
  let page: Page;
  let service: PullRequests;
  let platform: PullRequests;
  beforeAll(async () => {
    portal = await startPortal(['--atlantis']);
    service = PullRequests.of(portal, name);
    platform = PullRequests.of(portal, 'platform');
    browser = await launchBrowser();
    page = await (await openContext(browser)).newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  /** Chooses who one is at the forge. */
  async function become(login: string) {
    await page.getByLabel(/You are/).selectOption({ value: login });
    await page.getByRole('button', { name: 'Change' }).click();
  }

  it('asks, shows the files and creates the service', async () => {
    await page.goto(`${portal.url}/create/templates/default/service`);
    await page.getByRole('button', { name: 'Enter: Service developer' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'sign-in');
    await page.getByRole('button', { name: 'Enter: Service developer' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('storefront');
    await page.getByText(/PLT-105/).waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByText(`${name} is free.`).waitFor();
    await page.getByRole('button', { name: /Owner/ }).click();
    await page.getByRole('option', { name: 'Payments' }).click();
    await page.getByRole('textbox', { name: 'Description' }).fill('Takes "payments" & ${more}');
    await screenshot(page, 'questions');

    // a reload loses nothing
    await page.reload();
    await page.getByText(`${name} is free.`).waitFor();
    expect(await page.getByRole('textbox', { name: 'Description' }).inputValue()).toBe('Takes "payments" & ${more}');

    // what breaks a rule is named with the rule, and unfolded
    await page.getByRole('button', { name: /More options/ }).click();
    await page.getByRole('textbox', { name: 'Cost centre' }).fill('finance');
    await page.getByRole('button', { name: /More options/ }).click();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('alert').getByText(/Cost centre: .* CC-1042/).waitFor();
    await screenshot(page, 'refused');
    await page.getByRole('textbox', { name: 'Cost centre' }).fill('CC-1042');

    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'terraform/prod/main.tf' }).click();
    await page.getByText('What costs money').waitFor();
    await screenshot(page, 'files');
    await page.getByRole('button', { name: /Confirm/ }).click();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('link', { name: /Provision pull request/ }).first().waitFor();
    await screenshot(page, 'created');
  });

  it('is planned by Atlantis, and not applied before it is registered', async () => {
    const plan = await service.atlantisSays(1, /Ran Plan for 2 projects/);
    expect(plan).toContain('checkout-prod');
    const text = (await service.comments(1)).map(item => item.body).join('\n');
    expect(text).toMatch(/2 with changes, 0 with no changes, 0 failed/);
    // what the portal renders breaks no rule of the platform
    const policy = await service.atlantisSays(1, /Policy Check/);
    expect(policy).toContain('Ran Policy Check for 2 projects');
    expect(policy).not.toContain('POL-');
    await page.goto(`${portal.forgeUrl}/connectly/${name}/pull/1`);
    await become('minseo');
    await page.getByRole('button', { name: /Approve/ }).click();
    await page.getByRole('textbox').fill('atlantis apply -p checkout-dev');
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    await service.atlantisSays(1, /not registered/);
    await screenshot(page, 'pull-request');
  });

  it('is applied once the registration is merged', async () => {
    const registration = await platform.from(`register/${name}`);
    const merge = `/repos/connectly/platform/pulls/${registration}/merge`;
    // what it would make: the service's rights, in each environment that a stack has
    await platform.atlantisSays(registration, /Policy Check/);
    const said = (await platform.comments(registration)).map(({ body }) => body).join('\n');
    expect(said).toContain('service-access-prod');
    expect(said).not.toMatch(/(Plan|Policy Check) (Error|Failed)/);
    // as the forge's administrator
    await expect(portal.forge(merge, 'PUT', {})).rejects.toThrow(/answered 405.*approving review is required/);
    await page.goto(`${portal.forgeUrl}/connectly/platform/pull/${registration}`);
    await page.getByRole('button', { name: /Approve/ }).click();
    await page.getByRole('button', { name: /Merge/ }).click();
    await until(
      portal,
      'Atlantis configuration with the service',
      async () => {
        const log = await portal.log('atlantis');
        // the restarted server has said that it listens
        return (log.match(/Atlantis started/g) ?? []).length > 1 ? true : undefined;
      },
      60,
    );
    const { length } = await service.comments(1);
    await page.goto(`${portal.forgeUrl}/connectly/${name}/pull/1`);
    await page.getByRole('textbox').fill('atlantis apply -p checkout-dev');
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    expect(await service.atlantisSays(1, applyEnded, { after: length })).toContain('Apply complete!');
    await page.reload();
    await screenshot(page, 'applied');
  });

  it('is merged, before production is applied only by who says so', async () => {
    await page.goto(`${portal.forgeUrl}/connectly/${name}/pull/1`);
    await page.getByRole('button', { name: /Merge/ }).click();
    // the browser asks for the box first
    const bypass = page.getByRole('checkbox', { name: 'Merge without waiting for requirements to be met' });
    expect(await bypass.evaluate(box => box.matches(':focus:invalid'))).toBe(true);
    expect(await portal.forge<PullRequest>(`/repos/connectly/${name}/pulls/1`)).toMatchObject({ merged: false });
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: /Merge/ }).click();
    const pull = await until(
      portal,
      'merged pull request',
      async () => {
        const found = await portal.forge<PullRequest>(`/repos/connectly/${name}/pulls/1`);
        return found.merged ? found : undefined;
      },
      30,
    );
    expect(pull.state).toBe('closed');
    // until it has let go, whoever plans the same project next is told that it is locked
    await service.atlantisSays(1, /Locks and plans deleted/);
  });

  /** Comments as whoever the browser is, and waits for what Atlantis answers. */
  async function tellAtlantis(number: number, command: string, answer: RegExp): Promise<string> {
    const { length } = await service.comments(number);
    await page.goto(`${portal.forgeUrl}/connectly/${name}/pull/${number}`);
    await page.getByRole('textbox').fill(command);
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    return service.atlantisSays(number, answer, { after: length });
  }

  it('is held by a policy, until a waiver is merged', async () => {
    const number = await service.propose(
      'audit-log',
      { 'terraform/dev/audit.tf': 'resource "aws_cloudwatch_log_group" "audit" {\n  name              = "/services/checkout-dev/audit"\n  retention_in_days = 30\n}\n' },
    );
    const found = await service.atlantisSays(number, /Policy Check/);
    expect(found).toContain('POL-001 aws_cloudwatch_log_group.audit: kms_key_id is not set. Fix: give the key');
    expect(found).toContain('takes a waiver: propose one by the portal');
    expect(found).not.toContain('approve_policies');
    await page.goto(`${portal.forgeUrl}/connectly/${name}/pull/${number}`);
    await page.getByRole('button', { name: /Approve/ }).click();
    const refused = await tellAtlantis(number, 'atlantis apply -p checkout-dev', applyEnded);
    expect(refused).toContain('All policies must pass');
    await screenshot(page, 'policy');

    const waiver = await platform.propose('waive-audit-log', {
      'infrastructure/policies/waivers/checkout-audit-log.yaml': [
        'waivers:',
        '  checkout-audit-log:',
        '    rule: POL-001',
        '    service: checkout',
        '    address: aws_cloudwatch_log_group.audit',
        '    owner: group:default/payments',
        '    reason: Until the auditors have their own key.',
        `    expires: "${new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)}"`,
        '',
      ].join('\n'),
    });
    await page.goto(`${portal.forgeUrl}/connectly/platform/pull/${waiver}`);
    await page.getByRole('button', { name: /Approve/ }).click();
    await page.getByRole('button', { name: /Merge/ }).click();
    await page.getByText('Merged').first().waitFor();
    // Atlantis's checkout of the central repository follows within a few seconds
    await new Promise(done => {
      setTimeout(done, 8_000);
    });
    const again = await tellAtlantis(number, 'atlantis plan -p checkout-dev', /Policy Check/);
    expect(again).toContain('waived by checkout-audit-log until');
    const applied = await tellAtlantis(number, 'atlantis apply -p checkout-dev', applyEnded);
    expect(applied).toContain('Apply complete!');
  });

  it('is in the catalog with its owner, its modules and the contracts it reads', async () => {
    await page.goto(`${portal.url}/catalog/default/component/${name}`);
    await page.getByRole('heading', { name, exact: true }).first().waitFor();
    await page.getByRole('link', { name: /payments/i }).first().waitFor();
    const token = await page.evaluate(async () => {
      const response = await fetch('/api/auth/guest-service-developer/refresh', {
        headers: { 'x-requested-with': 'XMLHttpRequest' },
      });
      return (await response.json()).backstageIdentity.token as string;
    });
    const relations = await until(
      portal,
      'relations of the service',
      async () => {
        const response = await fetch(`${portal.url}/api/catalog/entities/by-name/component/default/${name}`, {
          headers: { authorization: `Bearer ${token}` },
        });
        const entity = (await response.json()) as { relations?: { type: string; targetRef: string }[] };
        const found = (entity.relations ?? []).map(item => `${item.type} ${item.targetRef}`);
        return found.some(item => item.startsWith('dependsOn')) ? found : undefined;
      },
      30,
    );
    expect(relations).toEqual(
      expect.arrayContaining([
        'ownedBy group:default/payments',
        expect.stringMatching(/^dependsOn component:default\/.*ecs-service/),
        expect.stringMatching(/^consumesApi api:default\/.*network/),
      ]),
    );
    await page.reload();
    await page.getByRole('heading', { name, exact: true }).first().waitFor();
    await screenshot(page, 'catalog');
  });
});
