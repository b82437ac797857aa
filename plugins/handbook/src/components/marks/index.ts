export { DecisionMark, numberOf } from './DecisionMark';
export { FreshnessMark } from './FreshnessMark';
