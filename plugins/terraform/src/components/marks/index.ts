export { LifecycleMark } from './LifecycleMark';
export { UsageMark, UsageVersion } from './UsageMark';
