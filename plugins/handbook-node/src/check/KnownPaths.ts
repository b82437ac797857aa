/** The repository's root. */
const root = /^\.\/?$/;

/** What a repository holds. Looking one up takes as long as its name, however deep a hostile repository is. */
export class KnownPaths {
  readonly #files: Set<string>;
  /** In order, so that what lies in a folder follows its name. */
  readonly #sorted: string[];
  readonly #tops: Set<string>;
  /** Links and submodules, in order. */
  readonly #elsewhere: string[];

  /** @param paths - from the repository's root; of one that ends with a slash nobody knows what lies below it */
  constructor(paths: Iterable<string>) {
    this.#files = new Set(paths);
    this.#sorted = [...this.#files].sort();
    this.#elsewhere = this.#sorted.filter(path => path.endsWith('/'));
    this.#tops = new Set(this.#sorted.flatMap(path => (path.includes('/') ? [path.slice(0, path.indexOf('/'))] : [])));
  }

  /** Whether there is such a file or folder, as far as anybody knows. */
  has(path: string): boolean {
    if (root.test(path) || this.#files.has(path)) return true;
    const folder = path.endsWith('/') ? path : `${path}/`;
    if (this.#sorted[firstFrom(this.#sorted, folder)]?.startsWith(folder)) return true;
    // none of them lies below another, so that the last one before is the only one below which it can be
    const before = this.#elsewhere[firstFrom(this.#elsewhere, folder) - 1];
    return before !== undefined && path.startsWith(before);
  }

  /** Whether a path begins in a folder of the repository's root. */
  beginsHere(path: string): boolean {
    return path.includes('/') && this.#tops.has(path.slice(0, path.indexOf('/')));
  }
}

/** Where the first text is that does not come before another, of some in order. */
function firstFrom(sorted: string[], text: string): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (sorted[middle] < text) from = middle + 1;
    else to = middle;
  }
  return from;
}
