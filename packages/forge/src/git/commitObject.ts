/** Who wrote something, and when; the moment is ISO 8601 in UTC. */
export interface Signature {
  name: string;
  email: string;
  date: string;
}

export interface Commit {
  sha: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

const unknownSignature: Signature = {
  name: '',
  email: '',
  date: '1970-01-01T00:00:00Z',
};

/** Reads the raw content of a commit object. */
export function parseCommit(sha: string, content: Buffer): Commit {
  const text = content.toString('utf8');
  const separator = text.indexOf('\n\n');
  const head = separator < 0 ? text : text.slice(0, separator);
  const commit: Commit = {
    sha,
    tree: '',
    parents: [],
    author: unknownSignature,
    committer: unknownSignature,
    message: separator < 0 ? '' : text.slice(separator + 2).replace(/\n+$/, ''),
  };
  for (const line of head.split('\n')) {
    const space = line.indexOf(' ');
    const value = line.slice(space + 1);
    switch (line.slice(0, space)) {
      case 'tree':
        commit.tree = value;
        break;
      case 'parent':
        commit.parents.push(value);
        break;
      case 'author':
        commit.author = parseSignature(value);
        break;
      case 'committer':
        commit.committer = parseSignature(value);
        break;
      default: // signatures and encodings are of no interest here
    }
  }
  return commit;
}

function parseSignature(value: string): Signature {
  const match = /^(.*?) ?<([^>]*)> (\d+)/.exec(value);
  if (!match) return unknownSignature;
  return {
    name: match[1],
    email: match[2],
    date: new Date(Number(match[3]) * 1000)
      .toISOString()
      .replace(/\.\d{3}Z$/, 'Z'),
  };
}

/** A signature as commit objects and fast-import write it. */
export function formatSignature(signature: Signature): string {
  const clean = (text: string) => text.replace(/[<>\n\0]/g, '').trim();
  const seconds = Math.floor(Date.parse(signature.date) / 1000);
  return `${clean(signature.name) || 'unknown'} <${clean(
    signature.email,
  )}> ${seconds} +0000`;
}
