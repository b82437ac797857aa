/**
 * Zips of Lambda functions: a folder `<name>/` and, committed beside it, `<name>.zip`. Terraform has no provider here that makes
 * zips at the time of a plan. The same source gives the same bytes on every machine: entries in order, stored, all of one date.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { crc32 } from 'node:zlib';

/** 1 January 1980, the first date that a zip can hold. */
const firstDate = 0x0021;
const readableByAll = (0o100644 << 16) >>> 0;

/** The fields that an entry has at its place and in the directory at the end. */
function description(content, name) {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0); // version of the format
  fields.writeUInt16LE(0x0800, 2); // names are UTF-8
  fields.writeUInt16LE(firstDate, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14); // stored
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

function zip(files) {
  const entries = [];
  const directory = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const shared = description(file.content, name);
    const entry = Buffer.concat([Buffer.from('PK\x03\x04'), shared, name, file.content]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(readableByAll, 6);
    place.writeUInt32LE(offset, 10);
    // Made on Unix, so that the permissions are read.
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), shared, place, name);
    entries.push(entry);
    offset += entry.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...entries, list, Buffer.from('PK\x05\x06'), end]);
}

/** The zip of a folder's files, by their paths in it. */
async function zipOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(entry => entry.isFile() && !entry.parentPath.includes('__pycache__'))
    .map(entry => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async path => ({ name: relative(folder, path).split(sep).join('/'), content: await readFile(path) })),
  );
  return zip(files.sort((one, other) => (one.name < other.name ? -1 : 1)));
}

/** Zips below a directory. */
async function findZips(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.zip') && !entry.parentPath.includes('.terraform'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

/** Makes every zip below `directory` anew, and those of `more` folders that have none yet. */
export async function writeZips(directory, more = []) {
  const folders = (await findZips(directory)).map(file => file.slice(0, -'.zip'.length));
  for (const folder of new Set([...folders, ...more])) {
    await writeFile(`${folder}.zip`, await zipOf(folder));
  }
}

/**
 * @throws Error naming each zip below `directory` that differs from its source
 */
export async function checkZips(directory) {
  const stale = [];
  for (const file of await findZips(directory)) {
    const wanted = await zipOf(file.slice(0, -'.zip'.length)).catch(() => undefined);
    if (!wanted?.equals(await readFile(file))) stale.push(relative(dirname(directory), file));
  }
  if (stale.length > 0) throw new Error(`Differs from its source: ${stale.join(', ')}. Run script/infra lambda.`);
}
