import {
  databases,
  environments,
  exposures,
  sizes,
  tiers,
} from '@connectly/plugin-platform-common';
import { z } from 'zod/v3';

/**
 * The answers as an agent sees them. It describes; the rules themselves are the provisioner's, so that every door
 * refuses with the same words.
 */
export function answersSchema(zod: typeof z) {
  return zod.object({
    name: zod.string().describe('Name of the service: 3 to 24 lower-case letters, digits and single hyphens'),
    owner: zod.string().describe('Owning team, such as group:default/payments'),
    description: zod.string().max(200).optional().describe('One sentence on what the service is for'),
    environments: zod.array(zod.enum(environments)).min(1).describe('Environments to deploy to'),
    size: zod.enum(sizes).describe('CPU, memory and number of tasks in prod'),
    database: zod.enum(databases).describe('Database engine, or none'),
    exposure: zod.enum(exposures).describe('internal: inside the network only; public: from the Internet'),
    tier: zod.enum(tiers).optional().describe('critical raises objectives and backups'),
    containerPort: zod.number().int().optional().describe('Port of the container, default 8080'),
    healthCheckPath: zod.string().optional().describe('Default /healthz'),
    costCenter: zod.string().optional().describe('Tag for the finance team, such as CC-1042'),
    moduleVersions: zod.record(zod.string()).optional().describe('Module versions to pin; the newest otherwise'),
  });
}
