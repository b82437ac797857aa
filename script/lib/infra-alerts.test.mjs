/**
 * Run by script/infra test: what Prometheus says reaches the channel. Chatbot drops every message that is no event of a service it knows
 * and no custom notification, so what the alert manager's own template engine makes of ours is read as one, whatever labels hold; and
 * the document that an alert leads to exists.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { load } from './infra-contracts.mjs';
import { infrastructure } from './infra-workspace.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { ensureGoTool, isInstalled } from './tools.mjs';

const stack = join(infrastructure, 'stacks/monitoring');

/** Every alert of the stack, with the file that it is in. */
async function alerts() {
  const { parse } = await load('yaml');
  const files = await readdir(join(stack, 'rules'));
  const read = files.map(async file =>
    parse(await readFile(join(stack, 'rules', file), 'utf8')).groups.flatMap(({ rules }) => rules.filter(({ alert }) => alert).map(rule => ({ file, ...rule }))),
  );
  return (await Promise.all(read)).flat();
}

test('an alert leads to a document that exists, in both languages', async () => {
  const found = await alerts();
  assert.ok(found.length > 0);
  for (const { file, alert, annotations } of found) {
    for (const document of [annotations.runbook, annotations.runbook.replace(/\.md$/, '.ko.md')]) {
      assert.ok(existsSync(join(root, document)), `rules/${file}: ${alert} leads to ${document}, which does not exist`);
    }
  }
});

test('the document of an alert is found by its name', async () => {
  const { parse } = await load('yaml');
  const { RE2JS } = await load('re2js');
  for (const { alert, annotations } of await alerts()) {
    const [, head] = /^---\n([\s\S]*?)\n---\n/.exec(await readFile(join(root, annotations.runbook), 'utf8'));
    const { match } = parse(head);
    assert.ok(match.some(pattern => RE2JS.compile(pattern).matcher(alert).find()), `${annotations.runbook} is not found by ${alert}`);
  }
});

const start = '2026-11-30T08:00:00Z';
const started = Date.parse(start) / 1000;

/** What the alert manager writes to a topic, for alerts of one group. */
async function written(given, status = 'firing') {
  const common = kind => Object.fromEntries(Object.entries(given[0][kind]).filter(([name, value]) => given.every(alert => alert[kind][name] === value)));
  const data = {
    receiver: 'alarm',
    status,
    alerts: given.map(alert => ({ status, startsAt: start, ...alert })),
    groupLabels: {},
    commonLabels: common('labels'),
    commonAnnotations: common('annotations'),
    externalURL: '',
  };
  const amtool = await ensureGoTool('amtool');
  const template = (await readFile(join(stack, 'messages/prometheus.json.tmpl'), 'utf8')).replaceAll('${environment}', 'dev');
  const directory = await mkdtemp(join(tmpdir(), 'platform-alerts-'));
  try {
    const file = join(directory, 'data.json');
    await writeFile(file, JSON.stringify(data));
    const glob = join(directory, '*.tmpl');
    return await run(amtool, ['template', 'render', `--template.glob=${glob}`, `--template.data=${file}`, `--template.text=${template}`]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const alert = (labels = {}, annotations = {}) => ({
  labels: { alertname: 'ServiceFails', service: 'checkout', severity: 'critical', ...labels },
  annotations: { summary: 'More than 5 % of the requests to checkout fail.', runbook: 'docs/troubleshooting/TS-058-service-errors.md', ...annotations },
});

const skip = (await isInstalled('go')) ? false : 'go is missing';

test('an alert is a custom notification', { skip }, async () => {
  assert.deepEqual(JSON.parse(await written([alert()])), {
    version: '1.0',
    source: 'custom',
    content: {
      textType: 'client-markdown',
      title: ':red_circle: ServiceFails in dev',
      description: '*firing* More than 5 % of the requests to checkout fail. (checkout)',
      nextSteps: ['Follow docs/troubleshooting/TS-058-service-errors.md'],
    },
    metadata: { threadId: `ServiceFails-checkout-${started}`, eventType: 'prometheus-alert' },
  });
});

test('the end of an alert comes to the same thread', { skip }, async () => {
  const { content, metadata } = JSON.parse(await written([alert()], 'resolved'));
  assert.equal(content.title, ':large_green_circle: Over: ServiceFails in dev');
  assert.match(content.description, /^\*resolved\* /);
  assert.equal(metadata.threadId, `ServiceFails-checkout-${started}`);
});

test('what comes again later has a thread of its own, with its end', { skip }, async () => {
  const again = { ...alert(), startsAt: '2026-11-30T17:30:00.123Z' };
  const threads = [];
  for (const status of ['firing', 'resolved']) threads.push(JSON.parse(await written([again], status)).metadata.threadId);
  assert.deepEqual(threads, Array(2).fill(`ServiceFails-checkout-${Date.parse('2026-11-30T17:30:00Z') / 1000}`));
});

test('the alerts of one group share the thread of the first of them', { skip }, async () => {
  const later = { ...alert({ instance: 'a' }), startsAt: '2026-11-30T08:04:00Z' };
  for (const given of [[later, alert({ instance: 'b' })], [alert({ instance: 'b' }), later]]) {
    assert.equal(JSON.parse(await written(given)).metadata.threadId, `ServiceFails-checkout-${started}`);
  }
});

const hostile = 'a"b\\c\nd\te\r\u0001\u007f\u2028 <!channel> <https://e.example|x> {{ .Receiver }} ${HOME} %s \\u0022 한글 \\';

test('whatever labels and annotations hold, it stays one and calls nobody', { skip }, async () => {
  const labels = { alertname: hostile, service: hostile, [`other`]: hostile };
  const text = await written([alert(labels, { summary: hostile, runbook: hostile })]);
  const message = JSON.parse(text);
  assert.deepEqual(Object.keys(message), ['version', 'source', 'content', 'metadata']);
  assert.deepEqual(Object.keys(message.content), ['textType', 'title', 'description', 'nextSteps']);
  assert.equal(message.content.nextSteps.length, 1);
  for (const said of [message.content.title, message.content.description, ...message.content.nextSteps]) {
    assert.ok(said.includes('한글'), said);
    assert.ok(!/[<>\\]|\p{Cc}/u.test(said), said);
  }
  assert.match(message.metadata.threadId, /^[\w-]+$/);
});

test('an alert with nothing but a name is one too', { skip }, async () => {
  const message = JSON.parse(await written([{ labels: { alertname: 'Odd' }, annotations: {} }]));
  assert.deepEqual(message.content, { textType: 'client-markdown', title: ':red_circle: Odd in dev', description: '*firing* Odd' });
  assert.equal(message.metadata.threadId, `Odd-${started}`);
});

test('many and long alerts stay within what a message holds', { skip }, async () => {
  const long = 'x"'.repeat(5000);
  const given = Array.from({ length: 50 }, (_, index) => alert({ service: `${index}${long}` }, { summary: long }));
  const { content } = JSON.parse(await written(given));
  assert.equal(content.description.split('\n').length, 11);
  assert.match(content.description, /and more, 50 together$/);
  assert.ok(content.description.length < 5000 && content.title.length < 250, `${content.description.length}`);
});
