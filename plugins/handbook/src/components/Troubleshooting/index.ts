export { TroubleshootForm } from './TroubleshootForm';
