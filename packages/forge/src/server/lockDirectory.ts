import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const heldHere = new Set<string>();

/**
 * Keeps a second forge off the same data. The file holds the process's id, so
 * that one left by a killed process is recognised and taken over.
 *
 * @returns a function that gives the directory free
 * @throws Error when a living process holds it
 */
export async function lockDirectory(
  directory: string,
): Promise<() => Promise<void>> {
  const file = join(directory, 'forge.pid');
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      heldHere.add(file);
      return async () => {
        heldHere.delete(file);
        await rm(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    if (holder && holder !== process.pid && (await isForge(holder))) {
      throw new Error(
        `A forge (process ${holder}) already runs on ${directory}. Stop it, or use another directory.`,
      );
    }
    if (holder === process.pid && heldHere.has(file)) {
      throw new Error(`This process already runs a forge on ${directory}.`);
    }
    await rm(file, { force: true });
  }
}

async function isForge(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // Ids are used again: where the system tells, ask whether it is a Node process.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(
    () => 'node',
  );
  return command.includes('node') || command.includes('forge');
}
