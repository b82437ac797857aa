export { parseHcl } from './parseHcl';
export { parseHclJson } from './parseHclJson';
export * from './syntax';
