import {
  JsonValue,
  ModuleCallAnswer,
  ModuleCallDraft,
  ModuleVersion,
  TerraformVariable,
} from '@connectly/plugin-terraform-common';
import { formatModuleSource } from '../module/moduleSource';
import { parseType } from '../type/parseType';
import { typeExpression } from '../type/writeType';
import { attribute, block, constant, formatHcl, HclBlock, HclExpression, reference, writeHcl } from '../write';
import { contractCallName, contractReadBlock } from './contractRead';
import { checkInputs } from './inputs';

/** Where the modules that a call needs are released. @public */
export interface ModuleCallPlace {
  /** Host of the forge, with its port where it has one. */
  host: string;
  /** `owner/name` of the central repository. */
  repository: string;
  /** Release of the module `contract-read`, where there is one. */
  contractRead?: string;
}

/**
 * Writes a call of a released module, as the platform writes its own: HCL is static, and what somebody typed stands in
 * `terraform.tfvars.json` alone. Values that the rules refuse are left out, and said.
 *
 * @throws PlatformError `PLT-203` when the call or an input has a name that HCL does not take
 * @public
 */
export async function writeModuleCall(
  version: ModuleVersion,
  draft: ModuleCallDraft,
  place: ModuleCallPlace,
): Promise<ModuleCallAnswer> {
  const check = checkInputs(version, draft);
  const refused = new Set(check.problems.map(({ input }) => input));
  const wired = new Set(draft.wired);
  const sourceOf = (module: string, release: string) =>
    formatModuleSource({ host: place.host, repository: place.repository, module, version: release });
  const contracts = new Map<string, { values: Set<string>; lists: Set<string> }>();
  const given: [string, HclExpression][] = [];
  const declared: HclBlock[] = [];
  const values: [string, JsonValue][] = [];
  for (const variable of version.directory.variables) {
    const { name } = variable;
    const wiring = wired.has(name) ? wiringOf(version, name) : undefined;
    if (wiring && 'module' in wiring) {
      given.push([name, reference('module', wiring.module.replaceAll('-', '_'), wiring.output)]);
    } else if (wiring) {
      const use = contracts.get(wiring.contract) ?? { values: new Set(), lists: new Set() };
      contracts.set(wiring.contract, use);
      (wiring.list ? use.lists : use.values).add(wiring.value);
      const read = wiring.list ? 'list_values' : 'values';
      given.push([name, reference('module', contractCallName(wiring.contract), read, { key: wiring.value })]);
    } else if (Object.hasOwn(draft.values, name) || variable.required) {
      const own = name.startsWith(`${draft.call}_`) ? name : `${draft.call}_${name}`;
      given.push([name, reference('var', own)]);
      declared.push(declarationOf(own, variable));
      if (Object.hasOwn(draft.values, name) && !refused.has(name)) values.push([own, draft.values[name]]);
    }
  }
  const { contractRead } = place;
  const main = [
    ...(contractRead
      ? [...contracts].map(([stack, use]) => contractReadBlock({ stack, source: sourceOf('contract-read', contractRead), ...use }))
      : []),
    block('module', [draft.call], [
      attribute('source', constant(sourceOf(version.name, version.version))),
      ...given.map(([name, expression]) => attribute(name, expression)),
    ]),
  ];
  return {
    ...check,
    files: [
      { path: 'main.tf', text: await formatHcl(writeHcl(main)) },
      ...(declared.length > 0 ? [{ path: 'variables.tf', text: await formatHcl(writeHcl(declared)) }] : []),
      { path: 'terraform.tfvars.json', text: `${JSON.stringify(Object.fromEntries(values), undefined, 2)}\n` },
    ],
  };
}

function wiringOf({ manifest }: ModuleVersion, name: string) {
  return Object.hasOwn(manifest.wiring, name) ? manifest.wiring[name] : undefined;
}

function declarationOf(name: string, variable: TerraformVariable): HclBlock {
  const type = parseType(variable.type || 'any');
  return block('variable', [name], [
    ...(variable.description ? [attribute('description', constant(variable.description))] : []),
    ...(type ? [attribute('type', typeExpression(type))] : []),
    ...(variable.nullable ? [] : [attribute('nullable', constant(false))]),
    ...(variable.sensitive ? [attribute('sensitive', constant(true))] : []),
    ...(variable.ephemeral ? [attribute('ephemeral', constant(true))] : []),
  ]);
}
