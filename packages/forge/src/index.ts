export { startForge } from './startForge';
export type { ForgeOptions, RunningForge } from './startForge';
export { runCommandLine } from './commandLine';
export type { Administration } from './forge/Administration';
export type {
  Seed,
  SeededApp,
  SeededHook,
  SeededOrganization,
  SeededRepository,
  SeededTeam,
  SeededUser,
} from './forge/Seed';
export type { Controls } from './controls/Controls';
export type {
  DeliveryControls,
  DroppedDeliveries,
} from './controls/DeliveryControls';
export type { Fault, FaultMatch, FaultPlan } from './controls/FaultPlan';
export { githubLimits } from './controls/Limits';
export type { Limits, LimitSettings } from './controls/Limits';
export type { LoggedRequest, RequestLog } from './controls/RequestLog';
export type { SimulatedClock } from './controls/SimulatedClock';
