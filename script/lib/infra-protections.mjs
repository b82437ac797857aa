/** What protects resources: each security-relevant argument of each of them (encryption, keys, who may reach it, what is kept and how long). */
import { keyArguments, protectiveArguments } from './infra-mutations.mjs';

const watched = new Set([...protectiveArguments, ...keyArguments]);

/** `status` says many things; beside these it says whether something is kept. */
const statusOf = new Set(['versioning_configuration', 'rule']);

/** What the mocks of `terraform test` make up for what a configuration leaves to AWS. */
const isMadeUp = value => typeof value === 'string' && /^[a-z0-9]{8}$/.test(value);

function* protectionsIn(value, path) {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* protectionsIn(item, [...path, value.length > 1 ? index : undefined]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      const inside = [...path, name];
      if (typeof item === 'object' && item !== null && !watched.has(name)) yield* protectionsIn(item, inside);
      else if (watched.has(name) || (name === 'status' && statusOf.has(path.findLast(part => typeof part === 'string')))) {
        // an argument without a value is left out: one line goes when a protection goes
        if (item !== null && item !== '' && !isMadeUp(item)) yield [inside.filter(part => part !== undefined).join('.'), item];
      }
    }
  }
}

/** The protections of resources, by address and argument, sorted. */
export function protectionsOf(resources) {
  const found = [];
  for (const { address, mode, values } of resources) {
    if (mode !== 'managed') continue;
    const protections = [...protectionsIn(values ?? {}, [])].sort(([left], [right]) => (left < right ? -1 : 1));
    if (protections.length > 0) found.push([address, Object.fromEntries(protections)]);
  }
  return Object.fromEntries(found.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** Marks what is known only once it is applied: an argument that is set to another resource's, or one that AWS chooses. */
function withUnknown(after, unknown) {
  if (unknown === true) return 'known after apply';
  if (Array.isArray(unknown)) return unknown.map((item, index) => withUnknown(after?.[index], item));
  if (typeof unknown !== 'object' || unknown === null) return after;
  const whole = { ...after };
  for (const [name, item] of Object.entries(unknown)) whole[name] = withUnknown(after?.[name], item);
  return whole;
}

/** The protections of a plan, like {@link protectionsOf}. */
export function protectionsPlanned({ resource_changes: changes = [] }) {
  return protectionsOf(
    changes.map(({ address, mode, change }) => ({ address, mode, values: withUnknown(change.after ?? {}, change.after_unknown) })),
  );
}
