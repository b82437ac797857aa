import { ForgeError } from '../errors';

/** The paging arguments of a connection. */
export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

const largestPage = 100;

/**
 * A connection over a list. Cursors name the item that they stand behind, so
 * that a list that grows between two pages neither skips nor repeats.
 */
export function connect<Item>(
  items: readonly Item[],
  args: PageArguments,
  keyOf: (item: Item) => number | string,
  wrap: (item: Item) => unknown,
) {
  const start = args.after ? position(items, args.after, keyOf) + 1 : 0;
  const end = args.before ? position(items, args.before, keyOf) : items.length;
  let from = start;
  let to = end;
  if (typeof args.first === 'number') to = Math.min(to, start + args.first);
  if (typeof args.last === 'number') from = Math.max(from, to - args.last);
  const page = items.slice(from, Math.max(from, to));
  const cursor = (item: Item, index: number) =>
    encode(keyOf(item), from + index);
  return {
    totalCount: items.length,
    pageInfo: {
      hasNextPage: to < items.length,
      hasPreviousPage: from > 0,
      startCursor: page.length > 0 ? cursor(page[0], 0) : null,
      endCursor:
        page.length > 0 ? cursor(page[page.length - 1], page.length - 1) : null,
    },
    // GitHub asks for a page size only of those who read the items.
    nodes: () => {
      requirePageSize(args);
      return page.map(wrap);
    },
    edges: () => {
      requirePageSize(args);
      return page.map((item, index) => ({
        cursor: cursor(item, index),
        node: wrap(item),
      }));
    },
  };
}

/** @throws ForgeError in GitHub's words when the page size is missing or too large */
export function requirePageSize(args: PageArguments): void {
  const size = args.first ?? args.last;
  if (size === undefined || size === null) {
    throw ForgeError.unprocessable(
      'You must provide a `first` or `last` value to properly paginate the connection.',
    );
  }
  if (size < 0 || size > largestPage) {
    throw ForgeError.unprocessable(
      `Requesting ${size} records on the connection exceeds the \`first\` limit of ${largestPage} records.`,
    );
  }
}

function encode(key: number | string, index: number): string {
  return Buffer.from(`cursor:${index}:${key}`).toString('base64');
}

function position<Item>(
  items: readonly Item[],
  cursor: string,
  keyOf: (item: Item) => number | string,
): number {
  const match = /^cursor:(\d+):([^]*)$/.exec(
    Buffer.from(cursor, 'base64').toString(),
  );
  if (!match) {
    throw ForgeError.unprocessable(
      `\`${cursor.slice(0, 80)}\` does not appear to be a valid cursor.`,
    );
  }
  const index = items.findIndex(item => String(keyOf(item)) === match[2]);
  return index >= 0 ? index : Number(match[1]) - 1;
}
