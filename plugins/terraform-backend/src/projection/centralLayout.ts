/** Files of one directory, by path inside it. */
export type DirectoryFiles = Record<string, string>;

const modulePath = /^infrastructure\/modules\/([A-Za-z0-9_-]+)\/(.+)$/;
const stackPath = /^infrastructure\/stacks\/([A-Za-z0-9_-]+)$/;
const terraformFile = /\.tf(\.json)?$/;

/** The module that a path belongs to. */
export function moduleOfPath(path: string): string | undefined {
  return modulePath.exec(path)?.[1];
}

/** The stack whose root module a directory is. */
export function stackOfDirectory(directory: string): string | undefined {
  return stackPath.exec(directory)?.[1];
}

/** A root module outside modules/, which is where stacks and what publishes contracts stand. */
export function isRootDirectory(directory: string): boolean {
  return (
    directory.startsWith('infrastructure/') &&
    !directory.startsWith('infrastructure/modules/')
  );
}

/** The directory of a file. */
export function directoryOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Sorts the files of the central repository by module. */
export function groupModules(
  files: Record<string, string>,
): Map<string, DirectoryFiles> {
  const modules = new Map<string, [string, string][]>();
  for (const [path, text] of Object.entries(files)) {
    const [, name, inside] = modulePath.exec(path) ?? [];
    if (name) {
      const entries = modules.get(name) ?? [];
      entries.push([inside, text]);
      modules.set(name, entries);
    }
  }
  return withTerraform(modules);
}

/** Sorts files by the root module that they belong to: its directory holds Terraform itself. */
export function groupRoots(
  files: Record<string, string>,
  isRoot: (directory: string) => boolean,
): Map<string, DirectoryFiles> {
  const roots = new Map<string, [string, string][]>();
  for (const [path, text] of Object.entries(files)) {
    const directory = directoryOf(path);
    if (isRoot(directory)) {
      const file = path.slice(directory.length + 1);
      const entries = roots.get(directory) ?? [];
      entries.push([file, text]);
      roots.set(directory, entries);
    }
  }
  return withTerraform(roots);
}

function withTerraform(
  groups: Map<string, [string, string][]>,
): Map<string, DirectoryFiles> {
  const kept = [...groups].filter(([, entries]) =>
    entries.some(([file]) => !file.includes('/') && terraformFile.test(file)),
  );
  return new Map(
    kept.map(([name, entries]) => [name, Object.fromEntries(entries)]),
  );
}
