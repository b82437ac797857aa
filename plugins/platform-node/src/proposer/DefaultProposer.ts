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
  platformAnnotations,
  PlatformError,
  proposalUndoPermission,
} from '@connectly/plugin-platform-common';
import { ProvisionerOptions } from '../provisioner';
import { Guard, GuardDependencies, requireCreationKey } from '../provisioner/Guard';
import { decisionProposal, moduleProposal, previewProposal, Proposal, publishProposal, undoProposal } from '../propose';
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
  parse(input: unknown): ParsedAnswers<Answers>;
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
    parse: parseDecisionAnswers,
    propose: async (answers, credentials) => {
      await this.#requireTeam(answers.owner, credentials);
      return decisionProposal({ ...answers, repository: await this.#visibleRepository(answers.repository, credentials) });
    },
  } satisfies Kind<DecisionAnswers>;
  readonly #module = {
    noun: 'module',
    permission: moduleProposePermission,
    parse: parseModuleAnswers,
    propose: async (answers, credentials) => {
      await this.#requireTeam(answers.owner, credentials);
      return moduleProposal(answers, this.#deps.settings);
    },
  } satisfies Kind<ModuleAnswers>;

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
    const today = (this.#deps.now?.() ?? new Date()).toISOString().slice(0, 10);
    const isMapping = typeof input === 'object' && input !== null && !Array.isArray(input);
    const parsed = kind.parse(isMapping && !Object.hasOwn(input, 'date') ? { ...input, date: today } : input);
    if (!parsed.ok) throw parsed.errors[0];
    return parsed.answers;
  }

  /** @throws PlatformError PLT-106 */
  async #requireTeam(owner: string, credentials: BackstageCredentials) {
    if (await this.#deps.catalog.getEntityByRef(`group:default/${owner}`, { credentials })) return;
    throw new PlatformError({ code: 'PLT-106', message: `The catalog has no team ${owner}.`, where: 'owner' });
  }

  /**
   * The repository as the catalog writes it: where the caller sees something of it there, as with its documents.
   * @throws PlatformError PLT-404
   */
  async #visibleRepository(repository: string, credentials: BackstageCredentials): Promise<string> {
    const own = this.#ownRepository(repository);
    const { items } = await this.#deps.catalog.queryEntities(
      {
        filter: { [`metadata.annotations.${platformAnnotations.repository}`]: own },
        fields: ['metadata.annotations'],
        limit: 1,
      },
      { credentials },
    );
    const found = items[0]?.metadata.annotations?.[platformAnnotations.repository];
    if (found) return found;
    throw unknownRepository(repository);
  }

  /** @throws PlatformError PLT-404 for one of another organisation: the portal's token is not for that */
  #ownRepository(repository: string): string {
    const { organisation } = this.#deps.settings;
    if (repository.toLowerCase().startsWith(`${organisation.toLowerCase()}/`)) return repository;
    throw unknownRepository(repository);
  }
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
  const { repository, title, name } = (input ?? {}) as Record<string, unknown>;
  const texts = Object.entries({ repository, title, name }).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return Object.fromEntries(texts.map(([key, value]) => [key, value.slice(0, 140)]));
}
