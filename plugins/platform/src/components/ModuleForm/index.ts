export { ModuleAnswersField, validateModuleAnswers } from './ModuleAnswersField';
export { ModuleReviewField } from './ModuleReviewField';
