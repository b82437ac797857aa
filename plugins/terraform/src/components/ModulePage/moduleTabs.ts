/** The tabs of a module's page, in their order. */
export const moduleTabs = [
  'overview',
  'use',
  'inputs',
  'outputs',
  'examples',
  'versions',
  'compare',
  'consumers',
  'findings',
] as const;

/** One of {@link moduleTabs}. */
export type ModuleTab = (typeof moduleTabs)[number];
