import { ContractUse, StackDetails } from '@connectly/plugin-terraform-common';
import { byEnvironment } from '../../environments';

/** A repository that reads a value, with the places that do. */
export interface Reader {
  repository: string;
  /** Environments, or directories of root modules that belong to none. */
  places: string[];
}

/** One value of a stack with everybody who reads it. */
export interface ReadValue {
  value: string;
  readers: Reader[];
}

/** Who reads one value, by repository. */
export function readersOf(uses: ContractUse[], value: string): Reader[] {
  const readers = new Map<string, Set<string>>();
  for (const use of uses) {
    if (use.value !== value) continue;
    const places = readers.get(use.repository) ?? new Set();
    readers.set(use.repository, places.add(use.environment ?? use.directory));
  }
  return [...readers]
    .map(([repository, places]) => ({
      repository,
      places: [...places].sort(byEnvironment),
    }))
    .sort((left, right) => left.repository.localeCompare(right.repository));
}

/** Values that somebody reads and the stack does not publish: their plans fail. */
export function unpublishedValues(stack: StackDetails): ReadValue[] {
  const names = new Set(
    stack.uses.filter(use => !use.published).map(use => use.value),
  );
  return [...names]
    .sort()
    .map(value => ({ value, readers: readersOf(stack.uses, value) }));
}
