export { searchModuleHandbook as default } from './module';
