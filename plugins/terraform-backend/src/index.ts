export { terraformPlugin as default } from './plugin';
