import { platformErrors } from '@connectly/plugin-platform-common';
import { ParsedDocument } from '../parse/parseDocument';

/** Names that documents may use; what is not given is not looked at. @public */
export interface KnownNames {
  modules?: ReadonlySet<string>;
  stacks?: ReadonlySet<string>;
}

/** Finds names of modules, stacks and codes that are not there. */
export function checkNames(parsed: ParsedDocument[], { modules, stacks }: KnownNames): void {
  for (const { document, file, lineOf } of parsed) {
    if (document.language !== 'en') continue;
    const tell = (field: string, message: string) =>
      document.findings.push({ severity: 'error', code: 'PLT-703', message, file, line: lineOf(field) });
    for (const entity of document.about) {
      const [, stack] = /^resource:default\/(.+)$/.exec(entity) ?? [];
      if (stack && stacks && !stacks.has(stack)) {
        tell('about', `There is no stack "${stack}".`);
      }
      const [, component] = /^component:default\/(.+)$/.exec(entity) ?? [];
      // a component may be a service or the portal itself, which a checkout does not know
      if (component && modules && !modules.has(component) && component !== 'platform') {
        tell('about', `There is no module "${component}".`);
      }
    }
    for (const code of document.troubleshooting?.errors ?? []) {
      if (!Object.hasOwn(platformErrors, code)) {
        tell('errors', `There is no code "${code}".`);
      }
    }
  }
}
