export { TerraformFoundItem } from './TerraformFoundItem';
