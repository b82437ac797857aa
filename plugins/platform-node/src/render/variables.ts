import {
  Environment,
  ServiceAnswers,
  sizeOf,
} from '@connectly/plugin-platform-common';
import { JsonValue } from '@connectly/plugin-terraform-common';
import { PlatformSettings } from '../settings';
import { imageOf } from './workflow';

/** A variable of a service's root module: its declaration, and its value in one environment. */
export interface ServiceVariable {
  name: string;
  type: 'string' | 'number' | 'bool';
  description: string;
  value: JsonValue;
}

/** The variables of one environment. Everything that a person typed reaches Terraform here and nowhere else. */
export function serviceVariables(
  answers: ServiceAnswers,
  environment: Environment,
  settings: PlatformSettings,
): ServiceVariable[] {
  const sizing = sizeOf(answers, environment);
  const image = imageOf(answers, settings);
  const text = (name: string, description: string, value: string) =>
    ({ name, type: 'string', description, value }) as const;
  const number = (name: string, description: string, value: number) =>
    ({ name, type: 'number', description, value }) as const;
  const flag = (name: string, description: string, value: boolean) =>
    ({ name, type: 'bool', description, value }) as const;
  return [
    text('service', 'Name of the service.', answers.name),
    text('owner', 'Team that owns the service.', answers.owner),
    text('environment', 'dev, stg or prod.', environment),
    text('region', 'AWS region.', settings.region),
    text(
      'repository',
      'Repository of the service at the forge.',
      `${settings.organisation}/${answers.name}`,
    ),
    text('cost_center', 'Cost centre, empty when there is none.', answers.costCenter),
    text(
      'image',
      'Container image. The workflow pushes it; deploying is changing this value.',
      `${image.name}:${image.tag}`,
    ),
    number('container_port', 'Port that the container listens on.', answers.containerPort),
    text('health_check_path', 'Path that answers 200 when the service is well.', answers.healthCheckPath),
    number('cpu', 'CPU units of one task; 1024 are one virtual processor.', sizing.cpu),
    number('memory_mib', 'Memory of one task in MiB.', sizing.memoryMib),
    number('desired_count', 'Tasks that run at all times.', sizing.tasks),
    number('log_retention_days', 'Days for which log lines are kept.', environment === 'prod' ? 90 : 30),
    flag('deletion_protection', 'Protects the load balancer and the database against deletion.', sizing.deletionProtection),
    ...(sizing.database
      ? [
          text(
            'backup_tier',
            'How data is backed up: critical, standard or development.',
            environment === 'prod' ? answers.tier : 'development',
          ),
          text('database_name', 'Name of the first database.', answers.name.replaceAll('-', '_')),
          text('database_instance_class', 'RDS instance class.', sizing.database.instanceClass),
          number('database_storage_gib', 'Storage of the database in GiB.', sizing.database.storageGib),
          flag('database_multi_az', 'A standby in a second availability zone.', sizing.database.multiZone),
          number('database_backup_days', 'Days for which automatic backups are kept.', sizing.database.backupDays),
          flag('database_skip_final_snapshot', 'Whether deleting the database leaves no snapshot behind.', environment !== 'prod'),
        ]
      : []),
  ];
}
