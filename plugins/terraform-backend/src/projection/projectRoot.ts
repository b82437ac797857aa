import {
  ModuleArgument,
  ModuleCall,
  TerraformDirectory,
  TerraformFinding,
} from '@connectly/plugin-terraform-common';
import { parseModuleSource } from '@connectly/plugin-terraform-node';

/** What a root module takes from the platform and gives to it, as its static HCL says. */
export interface RootProjection {
  usages: {
    call: string;
    module: string;
    version?: string;
    file: string;
    line: number;
  }[];
  published: {
    stack: string;
    value: string;
    kind: 'String' | 'StringList';
    file: string;
    line: number;
  }[];
  read: { stack: string; value: string }[];
  /** What was left out, and why. */
  findings: TerraformFinding[];
}

/** Longer ones are no names, and the store's keys have an end. */
const nameLimit = 200;
// eslint-disable-next-line no-control-regex -- a name that holds one is no name
const controlCharacter = /[\u0000-\u001f\u007f]/;

/** The two modules that move the values of the platform contract. */
const publishModule = 'contract-publish';
const readModule = 'contract-read';

/** A module of the same checkout, as stacks of the central repository name it. */
const relativeSource = /^\.{1,2}\/(?:.*\/)?modules\/([A-Za-z0-9_-]+)\/?$/;

/**
 * Finds the calls of central modules in a root module.
 *
 * @param options - `stack` is the name that a publish call has when it gives none that is constant; `promises` are the values that
 *   stack.yaml names, for calls whose names an expression makes
 */
export function projectRoot(
  directory: TerraformDirectory,
  options: {
    centralRepository: string;
    path: string;
    stack?: string;
    promises?: string[];
  },
): RootProjection {
  const projection: RootProjection = {
    usages: [],
    published: [],
    read: [],
    findings: [],
  };
  for (const call of directory.moduleCalls) {
    const module = centralModule(call, options.centralRepository);
    if (!module) {
      continue;
    }
    const file = `${options.path}/${call.position.file}`;
    const { line } = call.position;
    /** The names that can be names; the others are told of. */
    const usable = (names: string[], what: string): string[] => {
      const good = names.filter(isName);
      if (good.length < names.length) {
        projection.findings.push({
          severity: 'error',
          code: 'PLT-207',
          message: `The name of ${what} is longer than ${nameLimit} characters or holds control characters; it is left out.`,
          position: call.position,
        });
      }
      return good;
    };
    if (usable([call.name, module.module], 'a module call').length < 2) {
      continue;
    }
    projection.usages.push({ call: call.name, ...module, file, line });

    const said = textOf(call.arguments.stack) ?? options.stack;
    const [stack] = usable(said === undefined ? [] : [said], 'a stack');
    if (module.module === publishModule && stack) {
      const names = {
        String: usable(keysOf(call.arguments.values), 'a value'),
        StringList: usable(keysOf(call.arguments.list_values), 'a value'),
      };
      if (stack === options.stack) {
        const open = isOpen(call.arguments.values) ? 'String' : 'StringList';
        const unknown =
          isOpen(call.arguments.values) || isOpen(call.arguments.list_values);
        const written = [...names.String, ...names.StringList];
        names[open].push(
          ...(unknown ? options.promises ?? [] : []).filter(
            name => !written.includes(name),
          ),
        );
      }
      for (const kind of ['String', 'StringList'] as const) {
        projection.published.push(
          ...names[kind].map(value => ({ stack, value, kind, file, line })),
        );
      }
    }
    if (module.module === readModule && stack) {
      const values = [
        ...namesOf(call.arguments.values),
        ...namesOf(call.arguments.list_values),
      ];
      projection.read.push(
        ...usable(values, 'a value').map(value => ({ stack, value })),
      );
    }
  }
  return projection;
}

function isName(name: string): boolean {
  return name.length <= nameLimit && !controlCharacter.test(name);
}

function centralModule(
  call: ModuleCall,
  centralRepository: string,
): { module: string; version?: string } | undefined {
  const source = parseModuleSource(call.source);
  if (source) {
    return source.repository.toLowerCase() === centralRepository.toLowerCase()
      ? { module: source.module, version: source.version }
      : undefined;
  }
  const [, module] = relativeSource.exec(call.source) ?? [];
  return module ? { module } : undefined;
}

function textOf(argument: ModuleArgument | undefined): string | undefined {
  return argument &&
    'constant' in argument &&
    typeof argument.constant === 'string'
    ? argument.constant
    : undefined;
}

/** Whether an expression makes the names, so that only the apply knows them. */
function isOpen(argument: ModuleArgument | undefined): boolean {
  return (
    argument !== undefined &&
    'expression' in argument &&
    argument.keys === undefined
  );
}

/** Names of an object's entries. */
function keysOf(argument: ModuleArgument | undefined): string[] {
  if (!argument) {
    return [];
  }
  if (!('constant' in argument)) {
    return argument.keys ?? [];
  }
  const { constant } = argument;
  return typeof constant === 'object' &&
    constant !== null &&
    !Array.isArray(constant)
    ? Object.keys(constant)
    : [];
}

/** The texts of a list or set. */
function namesOf(argument: ModuleArgument | undefined): string[] {
  if (
    !argument ||
    !('constant' in argument) ||
    !Array.isArray(argument.constant)
  ) {
    return [];
  }
  return argument.constant.filter(each => typeof each === 'string');
}
