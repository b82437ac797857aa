/**
 * What a size means in each environment: the choices that cost money. The figures are starting points that AWS offers
 * for Fargate (CPU units of 1/1024 vCPU, memory in MiB) and RDS (Graviton instance classes), not measurements; a team
 * changes them afterwards in `terraform.tfvars.json`.
 */
import { Environment, ServiceAnswers, Size, Tier } from './answers';

/** Sizes of one environment of one service. @public */
export interface EnvironmentSizing {
  /** Fargate CPU units; 1024 are one virtual processor. */
  cpu: number;
  memoryMib: number;
  /** Tasks that run at all times. */
  tasks: number;
  /** Protects the load balancer and database against deletion. */
  deletionProtection: boolean;
  /** Absent when the service has no database. */
  database?: {
    instanceClass: string;
    storageGib: number;
    /** A standby in a second availability zone. */
    multiZone: boolean;
    backupDays: number;
  };
}

const compute: Record<Size, { cpu: number; memoryMib: number; tasks: number }> =
  {
    small: { cpu: 256, memoryMib: 512, tasks: 2 },
    medium: { cpu: 512, memoryMib: 1024, tasks: 2 },
    large: { cpu: 1024, memoryMib: 2048, tasks: 3 },
  };

const database: Record<Size, { instanceClass: string; storageGib: number }> = {
  small: { instanceClass: 'db.t4g.small', storageGib: 20 },
  medium: { instanceClass: 'db.t4g.medium', storageGib: 50 },
  large: { instanceClass: 'db.m7g.large', storageGib: 100 },
};

/** Days of automatic backups in prod; 35 is the longest that RDS keeps. */
const backupDays: Record<Tier, number> = { standard: 14, critical: 35 };

/** Sizes of one environment. Outside prod the smallest that works: one task, one zone, the smallest database. @public */
export function sizeOf(
  answers: Pick<ServiceAnswers, 'size' | 'database' | 'tier'>,
  environment: Environment,
): EnvironmentSizing {
  const production = environment === 'prod';
  const size = production ? answers.size : 'small';
  return {
    ...compute[size],
    tasks: production ? compute[size].tasks : 1,
    deletionProtection: production,
    ...(answers.database === 'none'
      ? {}
      : {
          database: {
            ...(production
              ? database[size]
              : { instanceClass: 'db.t4g.micro', storageGib: 20 }),
            multiZone: production,
            backupDays: production ? backupDays[answers.tier] : 7,
          },
        }),
  };
}
