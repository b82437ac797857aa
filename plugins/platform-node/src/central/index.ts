export {
  findModuleReleases,
  modulesDirectory,
  readReleasedModules,
} from './releases';
export type { ModuleRelease } from './releases';
