export { handbookPlugin as default } from './plugin';
