export { terraformApiRef } from './TerraformApi';
export type {
  TerraformApi,
  TerraformPage,
  TerraformPaging,
  TerraformReadOptions,
} from './TerraformApi';
export { TerraformClient } from './TerraformClient';
