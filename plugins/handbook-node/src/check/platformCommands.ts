/**
 * Commands of the program `platform`. The program is made elsewhere, and the portal does not have it; a test of the program compares.
 * @public
 */
export const platformCommands: readonly string[] = [
  'adr new',
  'atlantis compile',
  'handbook check',
  'module inspect',
  'module new',
  'module release',
  'service create',
  'service render',
  'service undo',
  'troubleshoot',
  'validate',
];
