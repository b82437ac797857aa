/** A clone of this repository, in which docs/guides/module-development.md makes a module and releases it twice. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cache, root } from '../paths.mjs';
import { expect } from './parts.mjs';

const module = 'infrastructure/modules/message-topic';

/**
 * Packages of the clone are those of the checkout, each by a link of its own: an install in the clone, which its mark keeps from
 * happening, would otherwise change the checkout's.
 */
async function linkPackages(directory) {
  const packages = join(directory, 'node_modules');
  await mkdir(packages);
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (name !== '.portal-install') await symlink(join(root, 'node_modules', name), join(packages, name));
  }
  const [lock, manifest] = await Promise.all(['yarn.lock', 'package.json'].map(name => readFile(join(directory, name))));
  await writeFile(join(packages, '.portal-install'), createHash('sha256').update(lock).update(manifest).digest('hex'));
}

export const moduleDevelopment = {
  'module-development': {
    seconds: 240,
    needs: ['platform'],
    env: {
      // programs that are installed once for every checkout
      XDG_CACHE_HOME: dirname(cache),
      GIT_AUTHOR_NAME: 'Minseo',
      GIT_AUTHOR_EMAIL: 'minseo@connectly.example',
      GIT_COMMITTER_NAME: 'Minseo',
      GIT_COMMITTER_EMAIL: 'minseo@connectly.example',
    },
    async prepare(world) {
      await world.sh(`rm -rf script infrastructure
git clone --quiet --shared --no-checkout '${root}' clone
mv clone/.git .git
rmdir clone
git checkout --quiet -B main HEAD
echo /.variables >> .git/info/exclude`);
      await linkPackages(world.directory);
    },
    async check(world) {
      const tags = await world.sh(`git tag --list 'message-topic/*'`);
      expect(tags === 'message-topic/v0.1.0\nmessage-topic/v0.2.0\n', `The tags are ${tags}.`);
      expect((await world.sh('git describe --exact-match')).trim() === 'message-topic/v0.2.0', 'The release is not the last commit.');
      const left = await world.sh('git status --porcelain');
      expect(left === '?? answers.yaml\n', `Not committed: ${left}`);
      const [, version] = /^## \[(.*)\]/m.exec(await world.sh(`git show HEAD:${module}/CHANGELOG.md`));
      expect(version === '0.2.0', `The changelog begins with ${version}.`);
      expect((await world.sh(`git show HEAD:${module}/README.md`)).includes('?ref=message-topic/v0.2.0"'), 'The README shows another release.');
      await world.sh('script/infra test message-topic', { patience: 300 });
    },
  },
};
