export { validateWaiverAnswers, WaiverAnswersField } from './WaiverAnswersField';
export { WaiverReviewField } from './WaiverReviewField';
