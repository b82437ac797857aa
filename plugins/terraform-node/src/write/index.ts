export * from './hcl';
export { formatHcl } from './format';
