export { ServiceReviewField } from './ServiceReviewField';
