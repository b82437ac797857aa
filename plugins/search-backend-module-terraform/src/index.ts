export { searchModuleTerraform as default } from './module';
