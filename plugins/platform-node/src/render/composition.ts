/**
 * Which modules a service is made of, and what each gets from the service itself. Everything that a shared stack or
 * another module provides is not said here: the module's own `module.yaml` wires it, at the version that is called.
 */
import { ServiceAnswers, ServiceModule } from '@connectly/plugin-platform-common';
import {
  constant,
  HclExpression,
  list,
  object,
  reference,
  template,
} from '@connectly/plugin-terraform-node';

/** One module call of a service. */
export interface ComposedCall {
  /** Name of the call in HCL, `module.<name>`. */
  call: string;
  /** Name of the module in the central repository. */
  module: ServiceModule;
  /** Why the call is there, as the comment above it. */
  comment: string;
  /** Values that the service decides; they win over the module's wiring, and are left out where a version has no such variable. */
  bindings: Record<string, HclExpression>;
  /** Replaces single wirings of the module by other values of the same contract. */
  contractOverrides?: Record<string, string>;
}

const variable = (name: string) => reference('var', name);
const moduleOutput = (call: string, output: string) =>
  reference('module', call, output);
const localName = reference('local', 'name');

function databaseCall(engine: 'postgres' | 'mysql'): ComposedCall {
  return {
    call: 'database',
    module: 'rds',
    comment:
      'The database. Its password is made and rotated by AWS and never seen by Terraform.',
    bindings: {
      name: localName,
      engine: constant(engine),
      database_name: variable('database_name'),
      instance_class: variable('database_instance_class'),
      allocated_storage_gib: variable('database_storage_gib'),
      multi_az: variable('database_multi_az'),
      backup_retention_days: variable('database_backup_days'),
      deletion_protection: variable('deletion_protection'),
      skip_final_snapshot: variable('database_skip_final_snapshot'),
      allowed_security_group_ids: object({
        service: moduleOutput('service', 'security_group_id'),
      }),
    },
  };
}

const databaseEnvironment = () => ({
  DATABASE_HOST: moduleOutput('database', 'endpoint'),
  DATABASE_NAME: moduleOutput('database', 'database_name'),
});

/** Reads a value of a stack's contract, and notes that the service does. */
export type ReadContract = (stack: string, value: string) => HclExpression;

/** The module calls of a service, in the order in which they stand in `main.tf`. */
export function composeService(
  answers: ServiceAnswers,
  readContract: ReadContract,
): ComposedCall[] {
  const withDatabase = answers.database !== 'none';
  const databaseSecret = () => moduleOutput('database', 'master_secret_arn');
  return [
    {
      call: 'tags',
      module: 'common-tags',
      comment: 'The standard tags, on everything below.',
      bindings: {
        service: variable('service'),
        owner: variable('owner'),
        environment: variable('environment'),
        repository: variable('repository'),
        cost_center: variable('cost_center'),
        // AWS Backup chooses what it saves, how often and for how long by this tag
        ...(withDatabase
          ? { tags: object({ BackupTier: variable('backup_tier') }) }
          : {}),
      },
    },
    {
      call: 'log_group',
      module: 'cloudwatch-log-group',
      comment: 'What the containers print, encrypted with the platform’s key.',
      bindings: {
        name: template('/services/', localName),
        retention_days: variable('log_retention_days'),
      },
    },
    {
      call: 'task_role',
      module: 'iam-role-policy',
      comment:
        'What the service itself may do in AWS. Add statements here when it needs more.',
      bindings: {
        name: template(localName, '-task'),
        trusted_services: list(constant('ecs-tasks.amazonaws.com')),
      },
    },
    {
      call: 'execution_role',
      module: 'iam-role-policy',
      comment:
        'What ECS may do to start the service: pull the image, write the log, read its secrets.',
      bindings: {
        name: template(localName, '-execution'),
        trusted_services: list(constant('ecs-tasks.amazonaws.com')),
        managed_policy_arns: list(
          constant(
            'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy',
          ),
        ),
        ...(withDatabase
          ? {
              statements: object({
                ReadDatabaseSecret: object({
                  actions: list(constant('secretsmanager:GetSecretValue')),
                  resources: list(databaseSecret()),
                }),
                // the secret is encrypted with the database key, so reading it is decrypting with that key
                DecryptDatabaseSecret: object({
                  actions: list(constant('kms:Decrypt')),
                  resources: list(readContract('kms', 'rds_key_arn')),
                }),
              }),
            }
          : {}),
      },
    },
    {
      call: 'load_balancer',
      module: 'alb',
      comment:
        answers.exposure === 'public'
          ? 'The door to the Internet: HTTPS only.'
          : 'The door inside the network: HTTPS only, not reachable from the Internet.',
      bindings: {
        name: localName,
        internal: constant(answers.exposure === 'internal'),
        target_port: variable('container_port'),
        health_check_path: variable('health_check_path'),
        deletion_protection: variable('deletion_protection'),
        ...(answers.exposure === 'public'
          ? { ingress_cidrs: list(constant('0.0.0.0/0')) }
          : {}),
      },
      contractOverrides:
        answers.exposure === 'public'
          ? { private_subnet_ids: 'public_subnet_ids' }
          : undefined,
    },
    {
      call: 'service',
      module: 'ecs-service',
      comment: 'The containers, on Fargate behind the load balancer.',
      bindings: {
        name: localName,
        image: variable('image'),
        container_port: variable('container_port'),
        health_check_path: variable('health_check_path'),
        cpu: variable('cpu'),
        memory_mib: variable('memory_mib'),
        desired_count: variable('desired_count'),
        // what the workflow builds the image for
        cpu_architecture: constant('ARM64'),
        log_group_name: moduleOutput('log_group', 'name'),
        task_role_arn: moduleOutput('task_role', 'role_arn'),
        execution_role_arn: moduleOutput('execution_role', 'role_arn'),
        load_balancer: object({
          target_group_arn: moduleOutput('load_balancer', 'target_group_arn'),
          security_group_id: moduleOutput('load_balancer', 'security_group_id'),
        }),
        environment: object({
          SERVICE_NAME: variable('service'),
          ENVIRONMENT: variable('environment'),
          PORT: variable('container_port'),
          HEALTH_CHECK_PATH: variable('health_check_path'),
          ...(withDatabase ? databaseEnvironment() : {}),
        }),
        ...(withDatabase
          ? { secrets: object({ DATABASE_CREDENTIALS: databaseSecret() }) }
          : {}),
      },
    },
    ...(answers.database === 'none' ? [] : [databaseCall(answers.database)]),
  ];
}
