/**
 * Reads Terraform directories and writes HCL safely.
 *
 * @packageDocumentation
 */
export * from './hcl';
export { type ReadTerraformOptions } from './directory/declarations';
export { readTerraformDirectory } from './directory/readTerraformDirectory';
export {
  inspectModule,
  type InspectModuleOptions,
  type ModuleInspection,
} from './inspect/inspectModule';
export { readChangelog, type ChangelogRelease } from './module/readChangelog';
export { readManifest } from './module/readManifest';
export { readModule, type ReadModuleOptions } from './module/readModule';
export { readModuleCatalogue } from './module/readModuleCatalogue';
export {
  formatModuleSource,
  formatReleaseTag,
  parseModuleSource,
  withModuleSourcesAt,
  parseReleaseTag,
  type ModuleSource,
} from './module/moduleSource';
export * from './service/TerraformService';
export { terraformServiceRef } from './service/terraformServiceRef';
export { evaluateRule, type RuleState } from './rules/evaluateRule';
export { convertValue } from './type/convertValue';
export { parseType } from './type/parseType';
export { typeExpression } from './type/writeType';
export { checkInputs, readInputs } from './usage/inputs';
export { contractCallName, contractReadBlock } from './usage/contractRead';
export { writeModuleCall, type ModuleCallPlace } from './usage/writeModuleCall';
export * from './write';
