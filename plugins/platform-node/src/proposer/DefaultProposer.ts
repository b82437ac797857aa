import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  DecisionAnswers,
  decisionProposePermission,
  ModuleAnswers,
  moduleProposePermission,
  ParsedAnswers,
  parseDecisionAnswers,
  parseModuleAnswers,
  parseWaiverAnswers,
  platformAnnotations,
  PlatformError,
  proposalUndoPermission,
  WaiverAnswers,
  waiverProposePermission,
} from '@connectly/plugin-platform-common';
import { NameStatus, ProvisionerOptions } from '../provisioner';
import { Guard, GuardDependencies, requireCreationKey } from '../provisioner/Guard';
import {
  decisionProposal,
  modulePlace,
  moduleProposal,
  previewProposal,
  Proposal,
  publishProposal,
  readTakenNames,
  refuseTakenModule,
  undoProposal,
  waiverProposal,
} from '../propose';
import { ForgeAccess } from '../publish';
import { PlatformSettings } from '../settings';
import { Proposer, ProposerOptions } from './Proposer';

/** What the proposer stands on. */
export interface ProposerDependencies extends GuardDependencies {
  catalog: CatalogService;
  settings: PlatformSettings;
  access: ForgeAccess;
  machineUsers: string[];
  /** What proposals are signed with; without it none can be made or taken back. */
  creationKey?: string;
  now?: () => Date;
}

/** A kind of proposal, from answers of unknown origin. */
interface Kind<Answers> {
  /** What its audit events begin with. */
  noun: string;
  permission: BasicPermission;
  /** @param today - ISO date */
  parse(input: unknown, today: string): ParsedAnswers<Answers>;
  /** @throws PlatformError for what the caller may not, or cannot, propose */
  propose(answers: Answers, credentials: BackstageCredentials): Promise<Proposal>;
}

/** {@link Proposer} over the Git forge. */
export class DefaultProposer implements Proposer {
  readonly #deps: ProposerDependencies;
  readonly #guard: Guard;
  readonly #decision = {
    noun: 'decision',
    permission: decisionProposePermission,
    parse: (input, today) => parseDecisionAnswers(dated(input, today)),
    propose: async (answers, credentials) => {
      await this.#requireTeam(answers.owner, credentials);
      return decisionProposal({ ...answers, repository: await this.#visibleRepository(answers.repository, credentials) });
    },
  } satisfies Kind<DecisionAnswers>;
  readonly #module = {
    noun: 'module',
    permission: moduleProposePermission,
    parse: (input, today) => parseModuleAnswers(dated(input, today)),
    propose: async (answers, credentials) => {
      await this.#requireTeam(answers.owner, credentials);
      await this.#refuseComponent(answers.name, credentials);
      return moduleProposal(answers, this.#deps.settings);
    },
  } satisfies Kind<ModuleAnswers>;
  readonly #waiver = {
    noun: 'waiver',
    permission: waiverProposePermission,
    parse: parseWaiverAnswers,
    propose: async (answers, credentials) => {
      await this.#requireTeam(answers.owner, credentials);
      await this.#requirePlanned(answers.service, credentials);
      return waiverProposal(answers, this.#deps.settings, this.#today());
    },
  } satisfies Kind<WaiverAnswers>;

  static create(deps: ProposerDependencies): DefaultProposer {
    return new DefaultProposer(deps);
  }

  private constructor(deps: ProposerDependencies) {
    this.#deps = deps;
    this.#guard = new Guard(deps);
  }

  async renderDecision(input: unknown, options: ProvisionerOptions) {
    return await this.#render(this.#decision, input, options);
  }

  async proposeDecision(input: unknown, options: ProposerOptions) {
    return await this.#propose(this.#decision, input, options);
  }

  async renderModule(input: unknown, options: ProvisionerOptions) {
    return await this.#render(this.#module, input, options);
  }

  async proposeModule(input: unknown, options: ProposerOptions) {
    return await this.#propose(this.#module, input, options);
  }

  async checkModuleName(name: string, { credentials, signal }: ProvisionerOptions): Promise<NameStatus> {
    const { access, settings } = this.#deps;
    const event = { eventId: 'module-name-check', meta: subjectOf({ name }) };
    return await this.#guard.reading(moduleProposePermission, event, credentials, async () => {
      try {
        const parsed = parseModuleAnswers({ name });
        const broken = parsed.ok ? undefined : parsed.errors.find(({ where }) => where === 'name');
        if (broken) throw broken;
        await this.#refuseComponent(name, credentials);
        const repository = `${settings.organisation}/${settings.centralRepository}`;
        refuseTakenModule(name, await readTakenNames({ repository, place: modulePlace }, access, signal));
        return { available: true };
      } catch (error) {
        const { code, message, where } = error as PlatformError;
        // what the forge did not tell is no answer
        if (where !== 'name') throw error;
        return { available: false, code, reason: message };
      }
    });
  }

  async renderWaiver(input: unknown, options: ProvisionerOptions) {
    return await this.#render(this.#waiver, input, options);
  }

  async proposeWaiver(input: unknown, options: ProposerOptions) {
    return await this.#propose(this.#waiver, input, options);
  }

  async undo({ repository, pullRequest }: { repository: string; pullRequest: number }, options: ProvisionerOptions) {
    const { access, machineUsers, creationKey } = this.#deps;
    const event = { eventId: 'proposal-undo', meta: { repository: repository.slice(0, 140), pullRequest } };
    return await this.#guard.writing(event, options.credentials, async () => {
      await this.#guard.authorize(proposalUndoPermission, options.credentials);
      return await undoProposal({
        repository: this.#ownRepository(repository),
        pullRequest,
        access,
        machineUsers,
        requester: await this.#guard.requester(options.credentials),
        creationKey: requireCreationKey(creationKey),
        signal: options.signal,
      });
    });
  }

  async #render<Answers>(kind: Kind<Answers>, input: unknown, { credentials, signal }: ProvisionerOptions) {
    const event = { eventId: `${kind.noun}-render`, meta: subjectOf(input) };
    return await this.#guard.reading(kind.permission, event, credentials, async () => {
      const answers = this.#parse(kind, input);
      const proposal = await kind.propose(answers, credentials);
      return { answers, rendered: await previewProposal(proposal, this.#deps.access, signal) };
    });
  }

  async #propose<Answers>(kind: Kind<Answers>, input: unknown, { credentials, signal, onProgress }: ProposerOptions) {
    const { access, creationKey } = this.#deps;
    return await this.#guard.writing({ eventId: `${kind.noun}-propose`, meta: subjectOf(input) }, credentials, async () => {
      await this.#guard.authorize(kind.permission, credentials);
      return await publishProposal({
        proposal: await kind.propose(this.#parse(kind, input), credentials),
        access,
        requester: await this.#guard.requester(credentials),
        creationKey: requireCreationKey(creationKey),
        signal,
        onProgress,
      });
    });
  }

  #parse<Answers>(kind: Kind<Answers>, input: unknown): Answers {
    const parsed = kind.parse(input, this.#today());
    if (!parsed.ok) throw parsed.errors[0];
    return parsed.answers;
  }

  #today(): string {
    return (this.#deps.now?.() ?? new Date()).toISOString().slice(0, 10);
  }

  /** @throws PlatformError PLT-106 */
  async #requireTeam(owner: string, credentials: BackstageCredentials) {
    if (await this.#deps.catalog.getEntityByRef(`group:default/${owner}`, { credentials })) return;
    throw new PlatformError({ code: 'PLT-106', message: `The catalog has no team ${owner}.`, where: 'owner' });
  }

  /**
   * The catalog knows a module as a component of its name.
   * @throws PlatformError PLT-105
   */
  async #refuseComponent(name: string, credentials: BackstageCredentials) {
    if (!(await this.#deps.catalog.getEntityByRef(`component:default/${name}`, { credentials }))) return;
    throw new PlatformError({
      code: 'PLT-105',
      message: `The catalog has a component ${name} already.`,
      where: 'name',
      next: 'Choose another name, or improve what is there.',
    });
  }

  /**
   * Of a service or a stack, by the name that the policies know it by.
   * @throws PlatformError PLT-404 for what the caller does not see
   */
  async #requirePlanned(service: string, credentials: BackstageCredentials) {
    const { organisation, centralRepository } = this.#deps.settings;
    const [, stack] = /^stacks\/(.+)$/.exec(service) ?? [];
    if (stack) {
      const entity = await this.#deps.catalog.getEntityByRef(`resource:default/${stack}`, { credentials });
      if (entity?.spec?.type === 'terraform-stack') return;
    } else if (service !== centralRepository) {
      const repository = await this.#findRepository(`${organisation}/${service}`, credentials);
      // the policies compare letter by letter
      if (repository?.split('/')[1] === service) return;
    }
    throw new PlatformError({
      code: 'PLT-404',
      message: `There is no service or stack ${JSON.stringify(service)} that you may see.`,
      where: 'service',
      next: 'Choose a service or a stack of the catalog.',
    });
  }

  /**
   * The repository as the catalog writes it: where the caller sees something of it there, as with its documents.
   * @throws PlatformError PLT-404
   */
  async #visibleRepository(repository: string, credentials: BackstageCredentials): Promise<string> {
    const found = await this.#findRepository(this.#ownRepository(repository), credentials);
    if (found) return found;
    throw unknownRepository(repository);
  }

  async #findRepository(own: string, credentials: BackstageCredentials): Promise<string | undefined> {
    const { items } = await this.#deps.catalog.queryEntities(
      {
        filter: { [`metadata.annotations.${platformAnnotations.repository}`]: own },
        fields: ['metadata.annotations'],
        limit: 1,
      },
      { credentials },
    );
    return items[0]?.metadata.annotations?.[platformAnnotations.repository];
  }

  /** @throws PlatformError PLT-404 for one of another organisation: the portal's token is not for that */
  #ownRepository(repository: string): string {
    const { organisation } = this.#deps.settings;
    if (repository.toLowerCase().startsWith(`${organisation.toLowerCase()}/`)) return repository;
    throw unknownRepository(repository);
  }
}

/** Answers with their day: today's, where they have none. */
function dated(input: unknown, today: string): unknown {
  const isMapping = typeof input === 'object' && input !== null && !Array.isArray(input);
  return isMapping && !Object.hasOwn(input, 'date') ? { ...input, date: today } : input;
}

function unknownRepository(repository: string): PlatformError {
  return new PlatformError({
    code: 'PLT-404',
    message: `There is no repository ${JSON.stringify(repository.slice(0, 140))} that you may see.`,
    where: 'repository',
    next: 'Choose a repository of the catalog.',
  });
}

/** What an audit event names. */
function subjectOf(input: unknown): Record<string, string> {
  const { repository, title, name, rule, service } = (input ?? {}) as Record<string, unknown>;
  const texts = Object.entries({ repository, title, name, rule, service }).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return Object.fromEntries(texts.map(([key, value]) => [key, value.slice(0, 140)]));
}
