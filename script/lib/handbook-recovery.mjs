/**
 * What recovery runbooks promise, held against the stack backup: the numbers in the documents are those that the stack's Terraform
 * computes for production, and the minutes of the steps fit them.
 */
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blocksOf } from './handbook-blocks.mjs';
import { load } from './infra-contracts.mjs';
import { keepStateLocal } from './infra-emulate-stacks.mjs';
import { variableFiles } from './infra-environments.mjs';
import { cleanEnvironment, infrastructure, terraform, withWorkspace } from './infra-workspace.mjs';
import { root } from './paths.mjs';

export const runbooks = join(root, 'docs/runbooks');
const environment = 'prod';

/** @returns {Promise<object[]>} the runbooks that have steps, in alphabetical order, each with its Korean title and steps */
export async function readRunbooks() {
  const { parse } = await load('yaml');
  const files = (await readdir(runbooks)).filter(name => name.endsWith('.md') && !name.endsWith('.ko.md')).sort();
  const read = async file => {
    const text = await readFile(join(runbooks, file), 'utf8');
    const korean = await readFile(join(runbooks, file.replace(/\.md$/, '.ko.md')), 'utf8');
    const facts = parse(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '');
    const commands = blocksOf(text).filter(({ run }) => run);
    return {
      file,
      ...facts,
      steps: stepsOf(text, /^## Step \d+: (.*)$/m, /^- Time: (\d+) min$/m),
      korean: { title: parse(/^---\n([\s\S]*?)\n---\n/.exec(korean)?.[1] ?? '').title, steps: stepsOf(korean, /^## \d+단계: (.*)$/m, /^- 시간: (\d+)분$/m) },
      digest: createHash('sha256').update(commands.map(({ text: lines }) => lines).join('\n')).digest('hex').slice(0, 12),
    };
  };
  return (await Promise.all(files.map(read))).filter(({ steps }) => steps.length > 0);
}

function stepsOf(text, heading, time) {
  return text.split(/^(?=## )/m).flatMap(section => {
    const [, title] = heading.exec(section) ?? [];
    return title ? [{ title, minutes: Number(time.exec(section)?.[1]) }] : [];
  });
}

const minutesOf = text => Number(/^(\d+)m$/.exec(text)?.[1]);

/** Asks Terraform what the stack's expressions are worth. */
function ask(question, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn('terraform', ['console', ...variableFiles(environment)], { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk));
    child.on('error', reject);
    child.on('close', code => (code === 0 ? resolve(output) : reject(new Error(output))));
    child.stdin.end(`${question}\n`);
  });
}

/** @returns {Promise<Record<'rto' | 'rpo' | 'region', Record<string, number>>>} minutes by tier, as the stack backup publishes them */
async function promises() {
  const env = await cleanEnvironment();
  return await withWorkspace(async workspace => {
    const cwd = join(workspace, 'stacks/backup');
    await keepStateLocal(cwd);
    await terraform(['init', '-no-color'], { cwd, env });
    const question = 'jsonencode({ rto = { for name, tier in var.tiers : name => tier.rto_minutes }, rpo = local.rpo_minutes, region = local.region_rpo_minutes })';
    return JSON.parse(JSON.parse(await ask(question, { cwd, env })));
  });
}

function differing(promised, all) {
  return all.flatMap(({ file, tier, rto, rpo, tags }) => {
    const wanted = { rto: promised.rto[tier], rpo: promised[tags.includes('region') ? 'region' : 'rpo'][tier] };
    const told = { rto: minutesOf(rto), rpo: minutesOf(rpo) };
    return Object.keys(wanted).flatMap(name =>
      told[name] === wanted[name] ? [] : [`${file}: ${name} is ${told[name]} minutes, the stack backup promises ${wanted[name]} for ${tier}.`],
    );
  });
}

/** Rows of the plan that begin with a tier: its RTO, its RPO and that with the region. */
async function differingInPlan(promised) {
  const problems = [];
  for (const file of ['disaster-recovery.md', 'disaster-recovery.ko.md']) {
    const text = await readFile(join(runbooks, file), 'utf8');
    for (const tier of Object.keys(promised.rto)) {
      const wanted = [promised.rto[tier], promised.rpo[tier], promised.region[tier]].join(' | ');
      const row = new RegExp(`^\\| \`${tier}\` \\|.*$`, 'm').exec(text)?.[0] ?? '';
      if (!row.endsWith(`| ${wanted} |`)) problems.push(`${file}: the row of ${tier} must end with ${wanted}.`);
    }
    for (const [, stack, tier] of text.matchAll(/^\|.*\/stacks\/([a-z-]+)\).*\| `(critical|standard|development)` \|/gm)) {
      const values = JSON.parse(await readFile(join(infrastructure, 'stacks', stack, `${environment}.tfvars.json`), 'utf8'));
      if (values.backup_tier && values.backup_tier !== tier) problems.push(`${file}: ${stack} is ${values.backup_tier} in ${environment}, not ${tier}.`);
    }
  }
  return problems;
}

/** Steps without minutes, languages that differ, and runbooks that take longer than they promise. */
function unfit(all) {
  return all.flatMap(({ file, rto, steps, korean }) => {
    const total = steps.reduce((sum, { minutes }) => sum + minutes, 0);
    const same = steps.map(({ minutes }) => minutes).join() === korean.steps.map(({ minutes }) => minutes).join();
    return [
      ...(total <= minutesOf(rto) ? [] : [`${file}: its steps take ${total} minutes, promised are ${minutesOf(rto)}.`]),
      ...(same ? [] : [`${file}: the Korean steps have other minutes.`]),
    ];
  });
}

function throwing(problems) {
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

/** Checks the numbers of every recovery runbook and of the plan. */
export async function checkPromises(tally) {
  const all = await readRunbooks();
  const promised = await promises();
  await tally.check('RTO and RPO of the runbooks are those of the stack backup', async () => throwing(differing(promised, all)));
  await tally.check('the plan says what the stack backup promises', async () => throwing(await differingInPlan(promised)));
  await tally.check('the steps of each runbook fit its RTO', async () => throwing(unfit(all)));
}

/** @throws Error when a step took longer than its runbook says, or cannot be found there */
export async function checkTimes({ file }, sections) {
  if (!file.startsWith('docs/runbooks/')) return;
  const { steps } = (await readRunbooks()).find(runbook => file.endsWith(`/${runbook.file}`));
  throwing(
    sections.flatMap(({ section, seconds }) => {
      const step = steps.find(({ title }) => section.endsWith(`: ${title}`));
      if (!step) return [`"${section}" is no step.`];
      return seconds <= step.minutes * 60 ? [] : [`"${section}" took ${Math.round(seconds)} s, planned are ${step.minutes} min.`];
    }),
  );
}
