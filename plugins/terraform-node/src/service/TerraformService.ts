import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ModuleDetails,
  ModuleSummary,
  ModuleUsage,
  ModuleVersion,
  PlacedFinding,
  ServiceUsage,
  StackDetails,
  StackSummary,
} from '@connectly/plugin-terraform-common';

/** Who asks, and until when. @public */
export interface TerraformRequestOptions {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/** A page of a longer list. @public */
export interface TerraformPage<T> {
  items: T[];
  /** Length of the whole list. */
  total: number;
}

/** A page of what was read of the central repository. @public */
export interface CentralPage<T> extends TerraformPage<T> {
  /** False until everything was read once: what is not in the list yet is not gone. */
  complete: boolean;
}

/** Where a page begins and how long it is; at most 200. @public */
export interface TerraformPaging {
  offset?: number;
  limit?: number;
}

/** Modules, stacks and contracts as they were read from Git. @public */
export interface TerraformService {
  listModules(
    request: TerraformPaging & {
      search?: string;
      owner?: string;
      lifecycle?: string;
    },
    options: TerraformRequestOptions,
  ): Promise<CentralPage<ModuleSummary>>;

  /** @throws ResponseError 404 when there is no such module. */
  getModule(
    request: { name: string },
    options: TerraformRequestOptions,
  ): Promise<ModuleDetails>;

  /** @throws ResponseError 404 when there is no such module or version. */
  getModuleVersion(
    request: { name: string; version: string },
    options: TerraformRequestOptions,
  ): Promise<ModuleVersion>;

  /**
   * Every released version of the modules named, or of all, whole: what a renderer chooses from. A module that has no
   * release yet gives its working version.
   */
  getModuleCatalogue(
    request: { modules?: string[] },
    options: TerraformRequestOptions,
  ): Promise<ModuleVersion[]>;

  listConsumers(
    request: TerraformPaging & { module: string },
    options: TerraformRequestOptions,
  ): Promise<TerraformPage<ModuleUsage>>;

  listStacks(
    request: TerraformPaging & { search?: string },
    options: TerraformRequestOptions,
  ): Promise<CentralPage<StackSummary>>;

  /** @throws ResponseError 404 when there is no such stack. */
  getStack(
    request: { name: string },
    options: TerraformRequestOptions,
  ): Promise<StackDetails>;

  /** What a repository uses; empty lists when it uses nothing. */
  getServiceUsage(
    request: { repository: string },
    options: TerraformRequestOptions,
  ): Promise<ServiceUsage>;

  listFindings(
    request: TerraformPaging & { repository?: string },
    options: TerraformRequestOptions,
  ): Promise<TerraformPage<PlacedFinding>>;
}
