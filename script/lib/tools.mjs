/** Programs written in Go or Python, built once from pinned sources into the cache. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem, step } from './console.mjs';
import { cache, root } from './paths.mjs';
import { run } from './run.mjs';

const goPackages = {
  amtool: 'github.com/prometheus/alertmanager/cmd/amtool',
  atlantis: 'github.com/runatlantis/atlantis',
  conftest: 'github.com/open-policy-agent/conftest',
  'terraform-docs': 'github.com/terraform-docs/terraform-docs',
};

/** Whether a program is on the PATH. */
export async function isInstalled(program) {
  return await run('sh', ['-c', `command -v ${program}`]).then(
    () => true,
    () => false,
  );
}

/** What is being made, by name: whoever wants it meanwhile waits for the same. */
const inMaking = new Map();

function once(name, make) {
  if (!inMaking.has(name)) inMaking.set(name, make().finally(() => inMaking.delete(name)));
  return inMaking.get(name);
}

/**
 * Builds a Go program at the version that `script/tools/<name>/go.mod` pins.
 *
 * @param {keyof typeof goPackages} name
 * @returns {Promise<string>} its path
 * @throws Problem when Go is missing
 */
export function ensureGoTool(name) {
  return once(name, () => buildGoTool(name));
}

async function buildGoTool(name) {
  const bin = join(cache, 'bin');
  const program = join(bin, name);
  const directory = join(root, 'script/tools', name);
  const wanted = await readFile(join(directory, 'go.sum'), 'utf8');
  const stamp = `${program}.sum`;
  const built = await readFile(stamp, 'utf8').catch(() => undefined);
  if (existsSync(program) && built === wanted) return program;
  if (!(await isInstalled('go'))) {
    throw new Problem(`${name} is built with Go, which is missing.`, 'Install Go 1.25 or newer, then try again.');
  }
  await step(`Building ${name} (about two minutes, once)`, async () => {
    await mkdir(bin, { recursive: true });
    await run('go', ['install', goPackages[name]], { cwd: directory, env: { ...process.env, GOBIN: bin } });
    await writeFile(stamp, wanted);
  });
  return program;
}

/**
 * A Python environment with pinned packages.
 *
 * @param {string} name
 * @param {string} requirements path of a requirements file
 * @returns {Promise<string>} its `bin` directory
 * @throws Problem when Python is missing
 */
export function ensurePython(name, requirements) {
  return once(`python ${name}`, () => installPython(name, requirements));
}

async function installPython(name, requirements) {
  const home = join(cache, 'python', name);
  const stamp = join(home, '.requirements');
  const wanted = await readFile(requirements, 'utf8');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return join(home, 'bin');
  await step(`Installing ${name} for Python`, async () => {
    if (!existsSync(join(home, 'bin', 'pip'))) await run('python3', ['-m', 'venv', home]);
    await run(join(home, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
    await writeFile(stamp, wanted);
  });
  return join(home, 'bin');
}
