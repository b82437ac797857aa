/**
 * `platform`: the suite's libraries offline.
 *
 * @packageDocumentation
 */
import { createProgram } from './program';
import { reportFailure } from './output';

createProgram()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    process.exitCode = reportFailure(error, process.argv.includes('--json'));
  });
