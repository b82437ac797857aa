/** The tabs of a module's page, in their order. */
export const moduleTabs = [
  'overview',
  'inputs',
  'outputs',
  'examples',
  'versions',
  'consumers',
  'findings',
] as const;

/** One of {@link moduleTabs}. */
export type ModuleTab = (typeof moduleTabs)[number];
