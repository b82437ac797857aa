import { parseServiceAnswers, PlatformError } from '@connectly/plugin-platform-common';

/** The first rule that a service's name breaks; `undefined` for a good one. */
export function brokenNameRule(name: string): PlatformError | undefined {
  const parsed = parseServiceAnswers({ name });
  return parsed.ok ? undefined : parsed.errors.find(error => error.where === 'name');
}
