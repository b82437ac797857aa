import { z } from 'zod/v3';

/** Where a page begins and how long it is, as the suite's routes take it: 50 entries, and 200 at most. @public */
export const pagingParameters = {
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
