export { DecisionAnswersField, validateDecisionAnswers } from './DecisionAnswersField';
export { DecisionReviewField } from './DecisionReviewField';
