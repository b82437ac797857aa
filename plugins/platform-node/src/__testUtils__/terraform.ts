/** Real Terraform over what was rendered, with the modules of this checkout at their releases. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parseServiceAnswers, RenderedFile, RenderedService, ServiceAnswers } from '@connectly/plugin-platform-common';
import { ModuleVersion } from '@connectly/plugin-terraform-common';
import { findModuleReleases, modulesDirectory, readReleasedModules } from '../central';
import { createModuleCatalogue, renderService } from '../render';
import { defaultPlatformSettings } from '../settings';

const execFileAsync = promisify(execFile);

/** Whether Terraform is installed, and the checkout has the history that the releases are read from. */
export function canRunTerraform(checkout: string): boolean {
  try {
    execFileSync('terraform', ['version'], { stdio: 'ignore' });
  } catch {
    return false;
  }
  const shallow = execFileSync('git', ['-C', checkout, 'rev-parse', '--is-shallow-repository'], { encoding: 'utf8' });
  return shallow.trim() !== 'true';
}

/** Good answers with the given ones changed. */
export function answersOf(change: Record<string, unknown>): ServiceAnswers {
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
  return parsed.answers;
}

/** Services rendered with the released modules of this checkout. */
export interface Renderer {
  modules: ModuleVersion[];
  render(change: Record<string, unknown>): Promise<RenderedService>;
  /** The first release of each of these modules. */
  firstVersions(called: Record<string, string>): Record<string, string>;
}

/** The central repository as Terraform finds it, and directories to work in. */
export interface TerraformWorld extends Renderer {
  /** Writes files into a new directory and gives its path. */
  write(files: RenderedFile[]): Promise<string>;
  /** Runs Terraform in a directory; fails with what it printed. */
  terraform(directory: string, args: string[], options?: { input?: string; env?: Record<string, string> }): Promise<string>;
  close(): Promise<void>;
}

/**
 * The releases of this checkout as a repository of their own, each tag with its module and nothing else: Terraform clones
 * it once for every module call of every test.
 */
async function copyReleases(checkout: string, central: string) {
  const run = async (directory: string, args: string[], input?: string) => {
    const running = execFileAsync('git', ['-C', directory, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args]);
    running.child.stdin?.end(input);
    return (await running).stdout.trim();
  };
  await execFileAsync('git', ['init', '--quiet', '--bare', '--initial-branch=main', central]);
  const objects = resolve(checkout, await run(checkout, ['rev-parse', '--git-path', 'objects']));
  await writeFile(join(central, 'objects/info/alternates'), `${objects}\n`);
  for (const { module, commit, tag } of await findModuleReleases(checkout)) {
    let tree = await run(central, ['rev-parse', `${commit}:${modulesDirectory}/${module}`]);
    for (const name of [...modulesDirectory.split('/'), module].reverse()) {
      tree = await run(central, ['mktree'], `040000 tree ${tree}\t${name}\n`);
    }
    const released = await run(central, ['commit-tree', tree, '-m', tag]);
    await run(central, ['update-ref', `refs/tags/${tag}`, released]);
    await run(central, ['update-ref', 'refs/heads/main', released]);
  }
}

/** Renders without Terraform, which needs no world. */
export async function createRenderer(checkout: string): Promise<Renderer> {
  const modules = await readReleasedModules(checkout);
  return {
    modules,
    render: change =>
      renderService({
        answers: answersOf(change),
        catalogue: createModuleCatalogue(modules),
        settings: defaultPlatformSettings,
      }),
    firstVersions: called =>
      Object.fromEntries(
        Object.keys(called).map(name => [name, modules.find(item => item.name === name)?.version as string]),
      ),
  };
}

/** Prepares what the tests of this folder run Terraform on. */
export async function startTerraformWorld(checkout: string): Promise<TerraformWorld> {
  const base = await mkdtemp(join(tmpdir(), 'terraform-world-'));
  const central = join(base, 'platform.git');
  await copyReleases(checkout, central);
  return {
    ...(await createRenderer(checkout)),
    async write(files) {
      const directory = await mkdtemp(join(base, 'service-'));
      for (const file of files) {
        await mkdir(join(directory, dirname(file.path)), { recursive: true });
        await writeFile(join(directory, file.path), file.content);
      }
      return directory;
    },
    async terraform(directory, args, options = {}) {
      const running = execFileAsync('terraform', args, {
        cwd: directory,
        maxBuffer: 64 * 1024 * 1024,
        env: {
          ...process.env,
          ...options.env,
          // the central repository, wherever this checkout is
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: `url.file://${central}.insteadOf`,
          GIT_CONFIG_VALUE_0: 'https://github.com/connectly/platform.git',
        },
      });
      running.child.stdin?.end(options.input);
      try {
        return (await running).stdout;
      } catch (error) {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        throw new Error(`terraform ${args[0]}: ${stdout}${stderr}`, { cause: error });
      }
    },
    close: () => rm(base, { recursive: true, force: true }),
  };
}
