export { ServiceAnswersField } from './ServiceAnswersField';
export { validateServiceAnswers } from './validateServiceAnswers';
