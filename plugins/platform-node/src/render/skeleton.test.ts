/** The program that every service starts with, run as its container runs it: with what the rendered Terraform gives it. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parseServiceAnswers, RenderedFile } from '@connectly/plugin-platform-common';
import { readModuleCatalogue, readTerraformDirectory } from '@connectly/plugin-terraform-node';
import { defaultPlatformSettings } from '../settings';
import { createModuleCatalogue, renderService } from '.';

const checkout = resolve(__dirname, '../../../..');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The environment variables of the container in one environment; values of the other modules are left out. */
async function containerEnvironment(files: RenderedFile[], environment: string): Promise<Record<string, string>> {
  const text = (name: string) => files.find(file => file.path === `terraform/${environment}/${name}`)?.content ?? '';
  const { moduleCalls } = await readTerraformDirectory({ 'main.tf': text('main.tf') });
  const argument = moduleCalls.find(call => call.name === 'service')?.arguments.environment;
  const values = JSON.parse(text('terraform.tfvars.json'));
  const entries = ((argument as { expression: string }).expression ?? '').matchAll(/(\w+)\s*=\s*var\.(\w+)/g);
  return Object.fromEntries([...entries].map(([, name, variable]) => [name, String(values[variable])]));
}

describe('the skeleton of a service', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'skeleton-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function render(change: Record<string, unknown>) {
    const parsed = parseServiceAnswers({
      name: 'checkout',
      owner: 'payments',
      environments: ['dev'],
      size: 'small',
      database: 'none',
      exposure: 'internal',
      ...change,
    });
    if (!parsed.ok) throw parsed.errors[0];
    const modules = await readModuleCatalogue(checkout);
    const rendered = await renderService({
      answers: parsed.answers,
      catalogue: createModuleCatalogue(modules.values()),
      settings: defaultPlatformSettings,
    });
    for (const { path, content } of rendered.foundation) {
      await mkdir(join(directory, dirname(path)), { recursive: true });
      await writeFile(join(directory, path), content);
    }
    return rendered;
  }

  it('passes its own tests', async () => {
    await render({});
    const { stdout } = await promisify(execFile)(process.execPath, ['--test'], { cwd: directory, env: { PATH: process.env.PATH } });
    expect(stdout).toMatch(/^# fail 0$/m);
    expect(stdout).toMatch(/^# pass [1-9]/m);
  });

  it.each(['/healthz', '/live/ready-1', '/'])('is healthy at %s, on the port of the answers', async healthCheckPath => {
    const containerPort = await freePort();
    const { provision } = await render({ containerPort, healthCheckPath });
    const env = await containerEnvironment(provision, 'dev');
    const child = spawn(process.execPath, ['src/server.mjs'], { cwd: directory, env, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [ready] = await once(child.stdout, 'data');
      expect(JSON.parse(String(ready))).toEqual({ message: 'ready', port: containerPort });
      const response = await fetch(`http://127.0.0.1:${containerPort}${healthCheckPath}`);
      expect(response.status).toBe(200);
    } finally {
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
    }
  });
});
