export { ComparisonTab } from './ComparisonTab';
export { UpgradeNotes } from './UpgradeNotes';
