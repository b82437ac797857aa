import { NotFoundError } from '@backstage/errors';
import { DocumentSummary } from '@connectly/plugin-handbook-common';
import {
  ModuleCallAnswer,
  ModuleCallDraft,
  ModuleDetails,
  ModuleInput,
  ModuleUsage,
  ModuleVersion,
  ServiceUsage,
  StackDetails,
} from '@connectly/plugin-terraform-common';
import { TerraformApi, TerraformPage, TerraformPaging } from '../api';

/** {@link TerraformApi} over plain lists, which pages and filters as the backend does. */
export class InMemoryTerraformApi implements TerraformApi {
  /** Queries of the list of modules, in the order in which they came. */
  readonly queries: Parameters<TerraformApi['listModules']>[0][] = [];
  /** Set it to make every call fail. */
  failure?: Error;

  modules: ModuleDetails[] = [];
  versions: ModuleVersion[] = [];
  usages: ModuleUsage[] = [];
  stacks: StackDetails[] = [];
  services: ServiceUsage[] = [];
  inputs: ModuleInput[] = [];
  /** Drafts of calls, in the order in which they came. */
  readonly drafts: ModuleCallDraft[] = [];
  answer: (draft: ModuleCallDraft) => ModuleCallAnswer = () => ({ problems: [], untold: [], files: [] });
  /** Undefined in a portal without a handbook. */
  documents?: DocumentSummary[];

  listModules: TerraformApi['listModules'] = async query => {
    this.#maybeFail();
    this.queries.push(query);
    const { search = '', owner, lifecycle } = query;
    return page(
      this.modules.filter(
        module =>
          `${module.name} ${module.title}`.includes(search) &&
          (!owner || module.owner === owner) &&
          (!lifecycle || module.lifecycle === lifecycle),
      ),
      query,
    );
  };

  getModule: TerraformApi['getModule'] = async name => {
    this.#maybeFail();
    return found(this.modules.find(module => module.name === name));
  };

  getModuleVersion: TerraformApi['getModuleVersion'] = async ({
    name,
    version,
  }) => {
    this.#maybeFail();
    return found(
      this.versions.find(
        each => each.name === name && each.version === version,
      ),
    );
  };

  getModuleInputs: TerraformApi['getModuleInputs'] = async () => {
    this.#maybeFail();
    return this.inputs;
  };

  writeModuleCall: TerraformApi['writeModuleCall'] = async ({ draft }) => {
    this.#maybeFail();
    this.drafts.push(draft);
    return this.answer(draft);
  };

  listDocuments: TerraformApi['listDocuments'] = async ({ about }) => {
    this.#maybeFail();
    const named = this.documents?.filter(document => document.about.includes(about));
    return named && page(named, { limit: 50 });
  };

  listConsumers: TerraformApi['listConsumers'] = async query => {
    this.#maybeFail();
    return page(
      this.usages.filter(usage => usage.module === query.module),
      query,
    );
  };

  listStacks: TerraformApi['listStacks'] = async query => {
    this.#maybeFail();
    return page(this.stacks, query);
  };

  getStack: TerraformApi['getStack'] = async name => {
    this.#maybeFail();
    return found(this.stacks.find(stack => stack.name === name));
  };

  getServiceUsage: TerraformApi['getServiceUsage'] = async repository => {
    this.#maybeFail();
    return (
      this.services.find(service => service.repository === repository) ?? {
        repository,
        modules: [],
        contracts: [],
        findings: [],
      }
    );
  };

  #maybeFail() {
    if (this.failure) throw this.failure;
  }
}

function page<T>(
  items: T[],
  { offset = 0, limit = 50 }: TerraformPaging,
): TerraformPage<T> {
  return { items: items.slice(offset, offset + limit), total: items.length };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new NotFoundError('PLT-404: there is none');
  return value;
}
