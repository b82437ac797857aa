export { catalogModuleTerraform as default } from './module';
