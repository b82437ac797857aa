import { environments } from '@connectly/plugin-platform-common';
import { Renderer } from './terraform';

/** Every choice of environments. */
export const subsets = [['dev'], ['stg'], ['prod'], ['dev', 'stg'], ['dev', 'prod'], ['stg', 'prod'], [...environments]];

/** Releases of the modules that a service may call. */
export const generations = ['newest', 'first'] as const;

/** Answers with each module at its newest or its first release. */
export async function completed(
  renderer: Renderer,
  change: Record<string, unknown>,
  generation: (typeof generations)[number],
) {
  if (generation === 'newest') return change;
  const { moduleVersions } = await renderer.render(change);
  return { ...change, moduleVersions: renderer.firstVersions(moduleVersions) };
}
