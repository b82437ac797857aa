import { attribute, block, constant, HclBlock } from '../write';

/** Name of the call that reads a stack's contract. @public */
export function contractCallName(stack: string): string {
  return `${stack.replaceAll('-', '_')}_contract`;
}

/**
 * The call of the module `contract-read` that reads values of a stack's contract.
 * @param options - `source` pins the module to a release
 * @public
 */
export function contractReadBlock(options: {
  stack: string;
  source: string;
  values: Iterable<string>;
  lists: Iterable<string>;
}): HclBlock {
  const { stack, source } = options;
  const names = (name: string, set: Iterable<string>) => {
    const sorted = [...new Set(set)].sort();
    return sorted.length > 0 ? [attribute(name, constant(sorted))] : [];
  };
  return block('module', [contractCallName(stack)], [
    attribute('source', constant(source)),
    attribute('stack', constant(stack)),
    ...names('values', options.values),
    ...names('list_values', options.lists),
  ]);
}
