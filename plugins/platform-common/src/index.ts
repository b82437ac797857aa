/**
 * Shared words of the platform suite.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './errors';
export { ruleText, type ParsedAnswers } from './answerRules';
export * from './answers';
export * from './decisionAnswers';
export * from './moduleAnswers';
export * from './proposals';
export * from './permissions';
export * from './policyRules';
export * from './files';
export * from './hiddenCharacters';
export * from './registration';
export * from './serviceModules';
export * from './sizing';
export * from './waiverAnswers';
export * from './yaml';
