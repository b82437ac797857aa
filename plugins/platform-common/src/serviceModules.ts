import { ServiceAnswers } from './answers';

/** Modules of the central repository that a service may call, whatever the answers, by name. @public */
export const serviceModules = [
  'alb',
  'cloudwatch-log-group',
  'common-tags',
  'contract-read',
  'ecs-service',
  'iam-role-policy',
  'rds',
] as const;

/** Name of a module that a service may call. @public */
export type ServiceModule = (typeof serviceModules)[number];

/** The modules that a service with these answers calls, by name. @public */
export function calledModules(answers: Pick<ServiceAnswers, 'database'>): ServiceModule[] {
  return serviceModules.filter(module => module !== 'rds' || answers.database !== 'none');
}
