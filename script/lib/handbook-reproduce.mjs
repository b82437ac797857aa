/**
 * Troubleshooting entries, proven. A reproduction causes its failure with the real program, and hands over what that printed. The
 * entry's patterns must find it, and those of no other entry. Then the entry's own commands are run: those of its fix, and of its
 * verification. At last, what failed must work.
 *
 * A reproduction is an object:
 * - `command`: lines of a shell that fail, and work after the fix; or `cause`, which gives the message, and `gone`, which throws
 *   while the failure lasts
 * - `files`, `env`, `prepare`: what is there before; what is no text is written as JSON
 * - `edit`: what the entry tells to do in words, such as putting its HCL into a file (`world.code`)
 * - `needs`: `atlantis`, `conftest` or `platform`, without which it is skipped by name; `own` for an emulator of its own
 * - `also`: other entries whose patterns may find the same message
 */
import { Problem, say } from './console.mjs';
import { matches, readEntries } from './handbook-entries.mjs';
import { inWorlds, quickOnes } from './handbook-lanes.mjs';
import { unwrapped } from './handbook-world.mjs';
import { reproductions } from './reproductions/index.mjs';
import { isInstalled } from './tools.mjs';

/** What an entry says wrongly about its proof, and proofs that no entry names. */
function checkNames(entries) {
  const problems = [];
  for (const { file, proof, source, blocks } of entries) {
    if (!proof === !source) problems.push(`${file} needs either proof or source.`);
    if (proof && !reproductions[proof]) problems.push(`${file}: there is no reproduction ${proof}.`);
    for (const { run } of blocks) if (run && run !== proof) problems.push(`${file}: a block runs in ${run}, its proof is ${proof}.`);
  }
  for (const name of Object.keys(reproductions)) {
    if (entries.filter(entry => entry.proof === name).length !== 1) problems.push(`${name} must be the proof of one entry.`);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function checkMessage(entry, entries, message, also = []) {
  const text = unwrapped(message);
  if (!matches(entry, text)) throw new Error(`No pattern of ${entry.id} finds this:\n${text.slice(-3000)}`);
  const others = entries.filter(other => other !== entry && !also.includes(other.id) && matches(other, text));
  if (others.length > 0) throw new Error(`${others.map(({ id }) => id).join(' and ')} take it too:\n${text.slice(-3000)}`);
}

/** Makes the failure happen, and gives the world in which it did. */
async function cause(reproduction, world) {
  const { files = {}, env = {}, prepare, command } = reproduction;
  Object.assign(world.env, env);
  for (const [path, content] of Object.entries(files)) await world.write(path, content);
  await prepare?.(world);
  world.message = reproduction.cause ? await reproduction.cause(world) : await world.fails(command);
}

async function prove(name, entries, world) {
  const reproduction = reproductions[name];
  const { entry } = world;
  await cause(reproduction, world);
  checkMessage(entry, entries, world.message, reproduction.also);
  const run = async section => {
    for (const block of entry.blocks) if (block.section === section && block.run) await world.sh(block.text);
  };
  await reproduction.edit?.(world);
  await run('Fix');
  if (reproduction.gone) await reproduction.gone(world);
  else await world.sh(reproduction.command);
  await run('Verify');
}

/** Runs `work` for each name in its world. */
function each(names, tally, entries, work, quick = false) {
  const jobs = names.map(name => {
    const { seconds, needs } = reproductions[name];
    return { name, label: `reproduction ${name}`, seconds, needs, entry: entries.find(({ proof }) => proof === name) };
  });
  return inWorlds(quick ? quickOnes(jobs) : jobs, tally, ({ name }, world) => work(name, world));
}

function chosen(names, entries) {
  const wanted = names.map(name => entries.find(({ id }) => id === name)?.proof ?? name);
  const unknown = wanted.find(name => !(name in reproductions));
  if (unknown) throw new Problem(`There is no reproduction ${unknown}.`, `There are: ${Object.keys(reproductions).join(', ')}.`);
  return wanted.length > 0 ? wanted : Object.keys(reproductions);
}

/**
 * @param {string[]} names none for all of them
 * @param {boolean} quick leaves out what takes long
 */
export async function reproduce(names, tally, quick) {
  const entries = await readEntries();
  const wanted = chosen(names, entries);
  if (names.length === 0 && !(await tally.check('entries and reproductions name each other', async () => checkNames(entries)))) return;
  const absent = (await Promise.all(['terraform', 'python3'].map(async name => ((await isInstalled(name)) ? [] : [name])))).flat();
  if (absent.length > 0) {
    for (const name of wanted) tally.skip(`reproduction ${name} (${absent.join(' and ')} missing)`);
    return;
  }
  await each(wanted, tally, entries, async (name, world) => {
    const started = Date.now();
    const label = world.entry ? `${world.entry.id} ${name}` : name;
    const stands = await tally.check(label, () => {
      if (!world.entry) throw new Error('No entry names this proof.');
      return prove(name, entries, world);
    });
    if (stands) say(`✓ ${label} ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }, quick);
}

/** Prints what a failure says, for who writes an entry. */
export async function show(names) {
  const entries = await readEntries();
  await each(chosen(names, entries), undefined, entries, async (name, world) => {
    const problem = await cause(reproductions[name], world).then(() => undefined, error => error.message);
    say(`== ${name}\n${problem ?? unwrapped(world.message).trim()}\n`);
  });
}
