import { ApiHolder, useApi } from '@backstage/frontend-plugin-api';
import { ParsedAnswers, parseModuleAnswers, parseServiceAnswers } from '@connectly/plugin-platform-common';
import { useEffect, useState } from 'react';
import { NameAvailability, PlatformApi, platformApiRef } from '../../api';

/** What is known of a name. */
export type NameState =
  | { status: 'empty' }
  | { status: 'checking' }
  | { status: 'known'; availability: NameAvailability }
  | { status: 'unknown'; message: string };

/** What a name is of. */
export type Named = 'service' | 'module';

const kinds: Record<Named, { parse: (answers: object) => ParsedAnswers<unknown>; check: 'checkName' | 'checkModuleName' }> = {
  service: { parse: parseServiceAnswers, check: 'checkName' },
  module: { parse: parseModuleAnswers, check: 'checkModuleName' },
};

/** Whether a name is free, for a validator. A check that cannot be made does not stop a form: Create asks again. */
export async function isNameFree(apis: ApiHolder, of: Named, name: string): Promise<boolean> {
  const api = apis.get(platformApiRef);
  const status = api && (await askForName(api, of, name).catch(() => undefined));
  return status?.available ?? true;
}

/** Asks the backend about a name. @throws ResponseError */
async function askForName(api: PlatformApi, of: Named, name: string, options?: { signal?: AbortSignal }): Promise<NameAvailability> {
  return await api[kinds[of].check](name, options);
}

/** A pause this long, in milliseconds, counts as the end of typing. */
const pause = 350;

/**
 * Asks the backend about a name once its typing pauses, unless the name breaks a rule; an answer to an older name is dropped.
 * @param isRefused - a change of it asks again
 */
export function useNameAvailability(of: Named, name: string, isRefused: boolean): NameState {
  const api = useApi(platformApiRef);
  const [state, setState] = useState<NameState>({ status: 'empty' });
  useEffect(() => {
    if (!name) {
      setState({ status: 'empty' });
      return undefined;
    }
    setState({ status: 'checking' });
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const parsed = kinds[of].parse({ name });
      const broken = parsed.ok ? undefined : parsed.errors.find(error => error.where === 'name');
      if (broken) {
        setState({ status: 'known', availability: { available: false, code: broken.code, reason: broken.message } });
        return;
      }
      try {
        const availability = await askForName(api, of, name, { signal: abort.signal });
        if (!abort.signal.aborted) setState({ status: 'known', availability });
      } catch (error) {
        if (!abort.signal.aborted) {
          setState({ status: 'unknown', message: (error as Error).message });
        }
      }
    }, pause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [api, of, name, isRefused]);
  return state;
}
