/**
 * The main job on the running system: form, review, create, real Atlantis's plan on the pull request, registration,
 * apply on the emulator, merge.
 */
import { Browser, Page } from 'playwright-core';
import { chromiumPath, launchBrowser, openContext, screenshot, violations } from './browser';
import { startPortal, TestPortal } from './portal';

const name = 'checkout';
const describeWithBrowser = chromiumPath ? describe : describe.skip;

interface Comment {
  body: string;
  user: { login: string };
}
interface PullRequest {
  number: number;
  merged: boolean;
  state: string;
}

describeWithBrowser('making a service', () => {
  let portal: TestPortal;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    portal = await startPortal(['--atlantis']);
    browser = await launchBrowser();
    page = await (await openContext(browser)).newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await portal?.stop();
  });

  async function until<T>(what: string, look: () => Promise<T | undefined>, seconds: number): Promise<T> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Error(`No ${what} within ${seconds} s.\n${(await portal.log('atlantis')).slice(-3000)}`);
      await new Promise(done => {
        setTimeout(done, 500);
      });
    }
  }
  const comments = (repository: string, number: number) =>
    portal.forge<Comment[]>(`/repos/connectly/${repository}/issues/${number}/comments`);
  /** Waits for a comment of Atlantis that comes after the first `after` ones. */
  const atlantisSays = (pattern: RegExp, seconds: number, after = 0) =>
    until(
      `comment ${pattern}`,
      async () =>
        (await comments(name, 1))
          .slice(after)
          .find(item => item.user.login === 'atlantis' && pattern.test(item.body)),
      seconds,
    );
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

    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'terraform/prod/main.tf' }).click();
    await page.getByText('What costs money').waitFor();
    await screenshot(page, 'files');
    await page.getByRole('button', { name: /Confirm/ }).click();
    await page.getByRole('button', { name: /^Create · / }).click();
    await page.getByRole('link', { name: /Provision pull request/ }).first().waitFor();
    await screenshot(page, 'created');
  });

  it('is planned by Atlantis, and not applied before it is registered', async () => {
    const plan = await atlantisSays(/Ran Plan for 2 projects/, 120);
    expect(plan.body).toContain('checkout-prod');
    const text = (await comments(name, 1)).map(item => item.body).join('\n');
    expect(text).toMatch(/2 with changes, 0 with no changes, 0 failed/);
    await page.goto(`${portal.forgeUrl}/connectly/${name}/pull/1`);
    await become('minseo');
    await page.getByRole('button', { name: /Approve/ }).click();
    await page.getByRole('textbox').fill('atlantis apply -p checkout-dev');
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    await atlantisSays(/not registered/, 60);
    await screenshot(page, 'pull-request');
  });

  it('is applied once the registration is merged', async () => {
    const pulls = await portal.forge<{ number: number; head: { ref: string } }[]>('/repos/connectly/platform/pulls');
    const registration = pulls.find(item => item.head.ref === `register/${name}`);
    await page.goto(`${portal.forgeUrl}/connectly/platform/pull/${registration?.number}`);
    await page.getByRole('button', { name: /Approve/ }).click();
    await page.getByRole('button', { name: /Merge/ }).click();
    await until(
      'Atlantis configuration with the service',
      async () => {
        const log = await portal.log('atlantis');
        // the restarted server has said that it listens
        return (log.match(/Atlantis started/g) ?? []).length > 1 ? true : undefined;
      },
      60,
    );
    const before = (await comments(name, 1)).length;
    await page.goto(`${portal.forgeUrl}/connectly/${name}/pull/1`);
    await page.getByRole('textbox').fill('atlantis apply -p checkout-dev');
    await page.getByRole('button', { name: 'Comment', exact: true }).click();
    const applied = await atlantisSays(/Apply complete!|Apply Failed|Apply Error/, 300, before);
    expect(applied.body).toContain('Apply complete!');
    await page.reload();
    await screenshot(page, 'applied');
  });

  it('is merged', async () => {
    await page.goto(`${portal.forgeUrl}/connectly/${name}/pull/1`);
    await page.getByRole('button', { name: /Merge/ }).click();
    const pull = await until(
      'merged pull request',
      async () => {
        const found = await portal.forge<PullRequest>(`/repos/connectly/${name}/pulls/1`);
        return found.merged ? found : undefined;
      },
      30,
    );
    expect(pull.state).toBe('closed');
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
