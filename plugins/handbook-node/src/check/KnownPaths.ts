/** What a repository holds. Looking one up takes as long as its name, however deep a hostile repository is. */
export class KnownPaths {
  readonly #files: Set<string>;
  /** In order, so that what lies in a folder follows its name. */
  readonly #sorted: string[];
  readonly #tops: Set<string>;

  /** @param paths - from the repository's root */
  constructor(paths: Iterable<string>) {
    this.#files = new Set(paths);
    this.#sorted = [...this.#files].sort();
    this.#tops = new Set(this.#sorted.flatMap(path => (path.includes('/') ? [path.slice(0, path.indexOf('/'))] : [])));
  }

  /** Whether there is such a file or folder. */
  has(path: string): boolean {
    if (this.#files.has(path)) return true;
    const folder = path.endsWith('/') ? path : `${path}/`;
    let from = 0;
    let to = this.#sorted.length;
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if (this.#sorted[middle] < folder) from = middle + 1;
      else to = middle;
    }
    return this.#sorted[from]?.startsWith(folder) ?? false;
  }

  /** Whether a path begins in a folder of the repository's root. */
  beginsHere(path: string): boolean {
    return path.includes('/') && this.#tops.has(path.slice(0, path.indexOf('/')));
  }
}
