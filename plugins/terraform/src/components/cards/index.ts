export { ModuleCard } from './ModuleCard';
export { ServiceContractsCard } from './ServiceContractsCard';
export { ServiceModulesCard } from './ServiceModulesCard';
export { StackCard } from './StackCard';
