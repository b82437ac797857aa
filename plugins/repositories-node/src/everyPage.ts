import { ConflictError } from '@backstage/errors';

/** Entries asked for at once: the largest page that the suite's backends give. */
const pageSize = 200;
const attempts = 3;

/**
 * Reads a list page by page, all of it or nothing: a list that grows or shrinks meanwhile moves its entries between
 * pages, and so it is read again.
 *
 * @throws ConflictError when it never stands still, or ends before its own total
 * @public
 */
export async function everyPage<
  TPage extends { items: unknown[]; total: number },
>(
  read: (paging: { offset: number; limit: number }) => Promise<TPage>,
): Promise<TPage> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const first = await read({ offset: 0, limit: pageSize });
    const items = [...first.items];
    let page = first;
    while (page.items.length > 0 && items.length < first.total) {
      page = await read({ offset: items.length, limit: pageSize });
      items.push(...page.items);
      if (page.total !== first.total) {
        break;
      }
    }
    if (page.total === first.total && items.length === first.total) {
      return { ...first, items };
    }
  }
  throw new ConflictError('A list changed each time that it was read.');
}
