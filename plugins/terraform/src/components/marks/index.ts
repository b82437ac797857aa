export { LifecycleMark } from './LifecycleMark';
export { Mark } from './Mark';
export type { MarkTone } from './Mark';
export { UsageMark, UsageVersion } from './UsageMark';
