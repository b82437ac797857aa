import { toHttpError } from '@connectly/plugin-platform-node';

/**
 * A refusal as the log of a task shows it. The scaffolder logs the stack of what an action throws; of a refusal its one line is left,
 * with code, cause and next step, since it is an answer and no defect. Anything else keeps its stack.
 */
export function toTaskError(error: unknown): unknown {
  const refusal = toHttpError(error);
  if (refusal !== error && refusal instanceof Error) refusal.stack = refusal.message;
  return refusal;
}
