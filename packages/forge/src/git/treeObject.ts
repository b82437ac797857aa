export interface TreeEntry {
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  /** Relative to the tree that was read. */
  path: string;
  /** Known for blobs of a recursive listing. */
  size?: number;
}

/** Reads the raw content of a tree object. */
export function parseTree(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let offset = 0;
  while (offset < content.length) {
    const space = content.indexOf(32, offset);
    const zero = content.indexOf(0, space);
    const mode = content.toString('latin1', offset, space).padStart(6, '0');
    entries.push({
      mode,
      type: typeOfMode(mode),
      path: content.toString('utf8', space + 1, zero),
      sha: content.toString('hex', zero + 1, zero + 21),
    });
    offset = zero + 21;
  }
  return entries;
}

function typeOfMode(mode: string): TreeEntry['type'] {
  if (mode === '040000') return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
}

/** Reads what `git ls-tree -r -t -l -z` writes. */
export function parseListing(output: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (const record of output.toString('utf8').split('\0')) {
    const match = /^(\d+) (\w+) ([0-9a-f]+) +(\d+|-)\t([^]*)$/.exec(record);
    if (!match) continue;
    entries.push({
      mode: match[1],
      type: match[2] as TreeEntry['type'],
      sha: match[3],
      path: match[5],
      ...(match[4] === '-' ? {} : { size: Number(match[4]) }),
    });
  }
  return entries;
}
