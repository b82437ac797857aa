/**
 * The three paths for newcomers, walked to their ends: each step is done as it says, by somebody who enters in that role, in Chromium and
 * at the forge, with real Atlantis where a step asks for a plan. Ticks each step, and tells how long it took.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Browser, Page } from 'playwright-core';
import { chromiumPath, launchBrowser, openContext, screenshot } from './browser';
import { checkout, startPortal, TestPortal } from './portal';
import { applyEnded, mergeRegistration, PullRequests, until } from './pullRequests';

const engineer = 'guest-platform-engineer';
const repository = 'connectly/platform';
const service = 'parcels';

interface Step {
  title: string;
  action?: { title: string; href: string };
}
interface Path {
  content: { newcomers: { steps: Step[] } };
}
/** What a step says, done: `there` is the page that the step's link opened, or a page of the portal where it has none. */
type Deed = (there: Page) => Promise<void>;

(chromiumPath ? describe : describe.skip)('newcomers', () => {
  let portal: TestPortal;
  let browser: Browser;
  const walked: Record<string, { step: string; seconds: number }[]> = {};
  const documentAt = (path: string) => `${portal.url}/handbook/document?${new URLSearchParams({ repository, path })}`;
  const read = (path: string) =>
    portal.call<Path>(engineer, 'GET', `/handbook/document?${new URLSearchParams({ repository, path })}`).catch(() => undefined);

  beforeAll(async () => {
    const began = Date.now();
    portal = await startPortal(['--atlantis']);
    walked.start = [{ step: 'script/start --atlantis', seconds: (Date.now() - began) / 1_000 }];
    browser = await launchBrowser();
    await until(portal, 'paths', () => read('docs/onboarding/on-call.md'), 60);
  });
  afterAll(async () => {
    const directory = join(checkout, '.portal', 'test');
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'onboarding.json'), `${JSON.stringify(walked, undefined, 2)}\n`);
    await browser?.close();
    await portal?.stop();
  });

  async function walk(path: string, role: string, deeds: Record<string, Deed>): Promise<string[]> {
    const file = `docs/onboarding/${path}.md`;
    const { content } = (await read(file))!;
    const context = await openContext(browser);
    const page = await context.newPage();
    await page.goto(documentAt(file));
    await page.getByRole('button', { name: role }).click();
    // who goes on to another address before the identity is there is asked to sign in again
    await page.getByRole('button', { name: role }).waitFor({ state: 'detached' });
    const { steps } = content.newcomers;
    expect(Object.keys(deeds)).toEqual(steps.map(({ title }) => title));
    walked[path] = [];
    for (const [index, { title, action }] of steps.entries()) {
      const began = Date.now();
      const step = page.getByRole('list', { name: 'Steps' }).getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
      await step.getByText('Next step').waitFor();
      const there = await context.newPage();
      const href = action ? await step.getByRole('link', { name: action.title }).getAttribute('href') : portal.url;
      await there.goto(new URL(href ?? '', portal.url).href);
      await there.getByRole('link', { name: 'Handbook', exact: true }).first().waitFor();
      try {
        await deeds[title](there);
      } catch (error) {
        await screenshot(there, `path-${path}-${index + 1}-failed`);
        throw error;
      }
      await there.close();
      await step.getByText('Done', { exact: true }).click();
      await page.getByText(index + 1 === steps.length ? 'Every step is done' : `${index + 1} of ${steps.length} steps done`).first().waitFor();
      walked[path].push({ step: title, seconds: (Date.now() - began) / 1_000 });
    }
    await screenshot(page, `path-${path}`);
    const seconds = walked[path].reduce((sum, each) => sum + each.seconds, 0);
    process.stderr.write(`${path}: ${steps.length} steps walked in ${Math.round(seconds)} s\n`);
    await context.close();
    return walked[path].map(({ step }) => step);
  }

  /** Pastes a text where errors are explained, and opens the first entry that is found. */
  async function explain(there: Page, text: string, entry: string) {
    await there.goto(`${portal.url}/handbook?tab=troubleshooting`);
    await there.getByRole('textbox', { name: 'Error message or log' }).fill(text);
    await there.getByRole('button', { name: 'Find entries' }).click();
    await there.getByText(/(entry|entries) may explain it/).waitFor();
    await there.getByRole('status').getByRole('link', { name: new RegExp(entry) }).first().click();
    await there.getByRole('heading', { name: 'Fix' }).waitFor();
  }

  /** Opens a runbook, begins an exercise, ticks every step by the keyboard or the button, and ends it. */
  async function practise(there: Page, path: string, end: RegExp) {
    await there.goto(documentAt(path));
    await there.getByRole('button', { name: 'Begin an exercise' }).click();
    const progress = there.getByText(/^Step \d+ of \d+$/).first();
    await progress.waitFor();
    const total = Number(/of (\d+)/.exec((await progress.textContent()) ?? '')?.[1]);
    for (let step = 1; step <= total; step += 1) {
      await there.getByText(`Step ${step} of ${total}`, { exact: true }).first().waitFor();
      await there.getByRole('button', { name: 'Tick this step: done' }).click();
      await there.getByText(/^Done at/).first().waitFor();
      if (step < total) await there.keyboard.press('ArrowRight');
    }
    await there.getByRole('button', { name: 'End the run' }).click();
    const dialog = there.getByRole('dialog');
    await dialog.getByText(end).click();
    await dialog.getByRole('textbox').fill('An exercise of somebody new.');
    await dialog.getByRole('button', { name: 'End the run' }).click();
    await dialog.waitFor({ state: 'detached' });
  }

  it('a service developer has a service of their own at the end', async () => {
    const own = () => PullRequests.of(portal, service);
    const owner = { token: await portal.personToken('hana') };
    expect(await walk('service-developer', 'Enter: Service developer', {
      'Sign in and find your team': async there => {
        await there.getByRole('link', { name: 'Payments' }).first().click();
        await there.getByRole('link', { name: /ledger/ }).first().waitFor();
      },
      'Make a service': async there => {
        await there.getByRole('textbox', { name: 'Name' }).fill(service);
        await there.getByText(`${service} is free.`).waitFor();
        await there.getByRole('button', { name: /Owner/ }).click();
        await there.getByRole('option', { name: 'Payments' }).click();
        await there.getByRole('button', { name: 'Next' }).click();
        await there.getByText('What costs money').waitFor();
        await there.getByRole('button', { name: /Confirm/ }).click();
        await there.getByRole('button', { name: 'Create', exact: true }).click();
        await there.getByRole('link', { name: /Provision pull request/ }).first().waitFor();
      },
      'Read the plan': async there => {
        // the plans of several environments take several comments
        await own().atlantisSays(1, /Policy Check/);
        const plans = (await own().comments(1)).map(({ body }) => body).join('\n');
        expect(plans).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy/);
        expect(plans).not.toMatch(/[1-9]\d* to destroy/);
        await mergeRegistration(portal, service);
        await own().approve(1);
        expect(await own().tellAtlantis(1, 'atlantis apply', applyEnded, owner, 900)).toContain('Apply complete!');
        await own().mergeAndLetGo(1);
        await there.goto(`${portal.forgeUrl}/connectly`);
        await there.getByLabel(/You are/).selectOption({ value: 'jiwoo' });
        await there.getByRole('button', { name: 'Change' }).click();
        await there.goto(`${portal.forgeUrl}/connectly/${service}/pull/1`);
        await there.getByText(/^Ran Apply for/).first().waitFor();
      },
      'Look at what it stands on': async there => {
        await there.getByRole('link', { name: 'ecs-service', exact: true }).first().click();
        await there.goto(`${there.url()}?tab=inputs`);
        await there.getByText('desired_count').filter({ visible: true }).first().waitFor();
        await there.goto(`${portal.url}/modules/ecs-service?tab=consumers`);
        await until(
          portal,
          'service among the consumers',
          async () => {
            await there.reload();
            return (await there.getByRole('link', { name: service }).first().waitFor({ timeout: 5_000 }).then(() => true, () => undefined));
          },
          60,
        );
        await there.goto(`${portal.url}/stacks/network`);
        await there.getByText('private_subnet_ids').first().waitFor();
      },
      'Break it and mend it': async there => {
        const broken = { 'terraform/dev/terraform.tfvars.json': `${JSON.stringify({ desired_count: 'many' })}\n` };
        const number = await own().propose('break', broken);
        const said = await own().atlantisSays(number, /Plan Error|Plan Failed|Invalid value/);
        await explain(there, said, 'TS-');
        await portal.forge(`/repos/connectly/${service}/pulls/${number}`, 'PATCH', { state: 'closed' });
      },
      'Know your runbook': async there => {
        await until(
          portal,
          'runbook of the service',
          async () => {
            await there.goto(`${portal.url}/catalog/default/component/${service}/documents`);
            return there.getByRole('link', { name: /runbook|fails|recover/i }).first().waitFor({ timeout: 5_000 }).then(() => true, () => undefined);
          },
          60,
        );
        await there.getByRole('link', { name: /runbook|fails|recover/i }).first().click();
        await there.getByRole('button', { name: 'One step at a time' }).waitFor();
      },
    })).toHaveLength(6);
  });

  it('a platform engineer knows how a change reaches production', async () => {
    expect(await walk('platform-engineer', 'Enter: Platform engineer', {
      // done before the first step: this portal, its forge and Atlantis are what it starts
      'Run everything on your machine': async () => expect(await portal.log('atlantis')).toContain('Atlantis started'),
      'Read how the house is built': async there => {
        for (const decision of ['0013', '0014', '0015', '0016', '0017', '0018']) {
          await there.getByRole('link', { name: new RegExp(decision) }).first().click();
          await there.getByRole('heading', { name: 'Decision Outcome' }).waitFor();
          await there.goBack();
        }
      },
      'See what the stacks promise': async there => {
        for (const [stack, value] of [['network', 'vpc_id'], ['kms', 'rds_key_arn']]) {
          await there.goto(`${portal.url}/stacks/${stack}`);
          await there.getByText(value).first().waitFor();
        }
      },
      'Change a module': async there => {
        await there.getByRole('heading', { name: /skeleton|Begin/i }).first().waitFor();
        // the released and the next interface of a module side by side, which is what a release decides on
        await there.goto(`${portal.url}/modules/ecs-service?tab=compare`);
        await there.getByText(/breaking|addition|fix/i).filter({ visible: true }).first().waitFor();
      },
      'Change what is allowed': async there => {
        await there.goto(`${portal.forgeUrl}/connectly`);
        await there.getByLabel(/You are/).selectOption({ value: 'minseo' });
        await there.getByRole('button', { name: 'Change' }).click();
        await there.goto(`${portal.forgeUrl}/connectly/platform/blob/main/infrastructure/policies/README.md`);
        await there.getByRole('heading', { name: 'Waivers' }).first().waitFor();
        const answer = await there.goto(`${portal.forgeUrl}/connectly/platform/tree/main/infrastructure/policies/examples`);
        expect(answer?.status()).toBe(200);
      },
      'Lose something': there => practise(there, 'docs/runbooks/state-lost.md', /^Reached:/),
      'Know where the platform comes from': async there => {
        await there.getByRole('heading', { name: /Watch/ }).first().waitFor();
        await there.goto(documentAt('docs/guides/bootstrap.md'));
        await there.getByRole('heading', { level: 2 }).first().waitFor();
      },
    })).toHaveLength(7);
  });

  it('somebody on call knows where to look first, and writes down what was missing', async () => {
    const message = 'parcel sorter E4711: the belt is read-only';
    expect(await walk('on-call', 'Enter: On-call', {
      'See what you answer for': async there => {
        await there.goto(`${portal.url}/catalog/default/component/ledger`);
        await there.getByText('Owner').first().waitFor();
        await there.getByText(/network/).first().waitFor();
        await there.goto(documentAt('docs/guides/operations.md'));
        await there.getByRole('heading', { name: /Watch/ }).first().waitFor();
      },
      'Find an entry by an error': async there => {
        await explain(there, `password=Geheim12345678\nError: Error acquiring the state lock\nStatusCode: 412`, 'TS-001');
        await there.goBack();
      },
      'Practise one step at a time': there => practise(there, 'docs/runbooks/atlantis-down.md', /^Stopped:/),
      'Know when to stop': async there => {
        await there.goto(`${portal.url}/catalog/default/component/ledger`);
        await there.getByRole('link', { name: /payments/i }).first().click();
        await there.getByText(/Payments/).first().waitFor();
      },
      'Write down what was missing': async there => {
        const entry = `---
id: TS-900
title: The belt is read-only
symptom: The sorter stops with E4711
match: ['parcel sorter E4711']
owner: group:default/payments
tags: [parcels]
reviewed: 2026-11-30
source: Seen by the one who was on call
---

# The belt is read-only

## Cause

Somebody mounted it so.

## Fix

Mount it again.

## Verify

Parcels move.
`;
        const platform = PullRequests.of(portal, 'platform');
        const number = await platform.propose('belt', { 'docs/troubleshooting/TS-900-belt.md': entry });
        await platform.approve(number);
        await platform.merge(number);
        await until(
          portal,
          'new entry',
          () => read('docs/troubleshooting/TS-900-belt.md'),
          60,
        );
        await explain(there, message, 'TS-900');
      },
    })).toHaveLength(5);
  });
});
