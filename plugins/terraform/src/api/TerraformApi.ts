import { createApiRef } from '@backstage/frontend-plugin-api';
import { DocumentSummary } from '@connectly/plugin-handbook-common';
import {
  ModuleCallAnswer,
  ModuleCallDraft,
  ModuleDetails,
  ModuleInput,
  ModuleSummary,
  ModuleUsage,
  ModuleVersion,
  ServiceUsage,
  StackDetails,
  StackSummary,
} from '@connectly/plugin-terraform-common';

/** A page of a longer list. @public */
export interface TerraformPage<T> {
  items: T[];
  /** Length of the whole list. */
  total: number;
}

/** Where a page begins and how long it is; at most 200. @public */
export interface TerraformPaging {
  offset?: number;
  limit?: number;
}

/** @public */
export interface TerraformReadOptions {
  signal?: AbortSignal;
}

/** Modules, stacks and contracts, as the caller may see them. Every method throws a `ResponseError`. @public */
export interface TerraformApi {
  /** Modules by name; `owner` is an entity reference. */
  listModules(
    query: TerraformPaging & {
      search?: string;
      owner?: string;
      lifecycle?: string;
    },
    options?: TerraformReadOptions,
  ): Promise<TerraformPage<ModuleSummary>>;
  getModule(
    name: string,
    options?: TerraformReadOptions,
  ): Promise<ModuleDetails>;
  getModuleVersion(
    module: { name: string; version: string },
    options?: TerraformReadOptions,
  ): Promise<ModuleVersion>;
  /** Types and choices of a version's inputs. */
  getModuleInputs(
    module: { name: string; version: string },
    options?: TerraformReadOptions,
  ): Promise<ModuleInput[]>;
  /** A call of a released version, checked and written; nothing is kept. */
  writeModuleCall(
    module: { name: string; version: string; draft: ModuleCallDraft },
    options?: TerraformReadOptions,
  ): Promise<ModuleCallAnswer>;
  /** The most urgent documents of the handbook that name an entity, at most 50; undefined in a portal without a handbook. */
  listDocuments(
    query: { about: string; language?: string },
    options?: TerraformReadOptions,
  ): Promise<TerraformPage<DocumentSummary> | undefined>;
  listConsumers(
    query: TerraformPaging & { module: string },
    options?: TerraformReadOptions,
  ): Promise<TerraformPage<ModuleUsage>>;
  listStacks(
    query: TerraformPaging & { search?: string },
    options?: TerraformReadOptions,
  ): Promise<TerraformPage<StackSummary>>;
  getStack(name: string, options?: TerraformReadOptions): Promise<StackDetails>;
  /** What a repository (`owner/name`) uses; empty lists when it uses nothing. */
  getServiceUsage(
    repository: string,
    options?: TerraformReadOptions,
  ): Promise<ServiceUsage>;
}

/** @public */
export const terraformApiRef = createApiRef<TerraformApi>().with({
  id: 'plugin.terraform.client',
  pluginId: 'terraform',
});
