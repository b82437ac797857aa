/**
 * Documents, executed: what a guide or a runbook tells to write is written, what it tells to run is run, as it stands there. A world
 * (script/lib/worlds) is what is there before, and a look at what came of it.
 *
 * A world is an object:
 * - `prepare`: what is there before
 * - `before`: what happens in the world before the blocks below a heading, by that heading or its number of the step
 * - `check`: throws when the blocks did not do what the document says
 * - `env`, `needs`, `seconds`: as those of a reproduction
 * - `endsClean`: its last block must be a plan that finds nothing to do
 */
import { Problem, say } from './console.mjs';
import { checkWalks, readExecuted, walksOf } from './handbook-executed.mjs';
import { inWorlds, quickOnes } from './handbook-lanes.mjs';
import { checkPromises, checkTimes } from './handbook-recovery.mjs';
import { isInstalled } from './tools.mjs';

/** A block may apply a whole stack. */
const patienceSeconds = 300;

/** Variables that a block sets are there in the next one, as in a person's shell. */
const inOneShell = text => `set -a
if test -e .variables; then . ./.variables; fi
${text}
export -p > .variables`;

const stepOf = section => Number(/^Step (\d+):/.exec(section)?.[1] ?? 0);

/**
 * @returns {Promise<{ section: string, seconds: number }[]>} how long the blocks below each heading took
 * @throws Error when one fails, or did not do what the document says
 */
async function follow(walk, world) {
  Object.assign(world.env, walk.env);
  await walk.prepare?.(world);
  const sections = [];
  for (const { section, title, text } of walk.blocks) {
    if (sections.at(-1)?.section !== section) {
      await (walk.before?.[stepOf(section)] ?? walk.before?.[section])?.(world);
      sections.push({ section, seconds: 0 });
    }
    const started = Date.now();
    if (title) await world.write(title, `${text}\n`);
    else await world.sh(inOneShell(text), { patience: patienceSeconds });
    sections.at(-1).seconds += (Date.now() - started) / 1000;
  }
  await walk.check?.(world);
  return sections;
}

function chosen(names, walks) {
  const wanted = walks.filter(({ name, file }) => names.length === 0 || names.includes(name) || names.includes(file));
  const unknown = names.find(wish => !wanted.some(({ name, file }) => [name, file].includes(wish)));
  if (unknown) {
    throw new Problem(`There is no document ${unknown} that is run.`, `There are: ${[...new Set(walks.map(({ file }) => file))].join(', ')}.`);
  }
  return wanted;
}

/**
 * @param {string[]} names documents or worlds; none for all of them
 * @param {boolean} quick leaves out what takes long
 * @returns {Promise<{ walk: object, sections: object[] }[]>} what was followed to its end
 */
export async function runDocuments(names, tally, quick) {
  const documents = await readExecuted();
  const walks = chosen(names, walksOf(documents));
  const absent = (await Promise.all(['terraform', 'python3'].map(async name => ((await isInstalled(name)) ? [] : [name])))).flat();
  if (absent.length > 0) {
    for (const { label } of walks) tally.skip(`${label} (${absent.join(' and ')} missing)`);
    return [];
  }
  if (names.length === 0) {
    if (!(await tally.check('documents that are run and worlds name each other', async () => checkWalks(documents)))) return [];
    await checkPromises(tally);
  }
  const followed = [];
  await inWorlds(quick ? quickOnes(walks) : walks, tally, async (walk, world) => {
    const started = Date.now();
    const stands = await tally.check(walk.label, async () => {
      const sections = await follow(walk, world);
      await checkTimes(walk, sections);
      followed.push({ walk, sections });
    });
    if (stands) say(`✓ ${walk.label} ${((Date.now() - started) / 1000).toFixed(1)} s`);
  });
  return followed;
}
