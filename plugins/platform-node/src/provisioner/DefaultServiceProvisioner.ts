import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  parseServiceAnswers,
  platformAnnotations,
  PlatformError,
  serviceCreateForAnyTeamPermission,
  serviceCreatePermission,
  serviceRenderPermission,
  serviceUndoPermission,
  ServiceAnswers,
} from '@connectly/plugin-platform-common';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  creationMarker,
  ForgeAccess,
  publishService,
  registerService,
  undoService,
} from '../publish';
import { readRepositoryHomepage } from '../publish/repositoryHomepage';
import { ModuleCatalogue, renderService } from '../render';
import { brokenNameRule } from '../serviceName';
import { PlatformSettings } from '../settings';
import { Guard, GuardDependencies, requireCreationKey } from './Guard';
import {
  NameStatus,
  ProvisionerOptions,
  ServiceProvisioner,
} from './ServiceProvisioner';

/** Where the released modules come from. @public */
export interface ModuleCatalogueSource {
  read(): Promise<ModuleCatalogue>;
}

/** What the provisioner stands on. */
export interface ServiceProvisionerDependencies extends GuardDependencies {
  catalog: CatalogService;
  settings: PlatformSettings;
  access: ForgeAccess;
  modules: ModuleCatalogueSource;
  machineUsers: string[];
  /** What creations are signed with; without it none can be made, adopted or taken back. */
  creationKey?: string;
}

/** {@link ServiceProvisioner} over the Git forge and the released modules. */
export class DefaultServiceProvisioner implements ServiceProvisioner {
  readonly #deps: ServiceProvisionerDependencies;
  readonly #guard: Guard;

  static create(deps: ServiceProvisionerDependencies): DefaultServiceProvisioner {
    return new DefaultServiceProvisioner(deps);
  }

  private constructor(deps: ServiceProvisionerDependencies) {
    this.#deps = deps;
    this.#guard = new Guard(deps);
  }

  async render(input: unknown, options: ProvisionerOptions) {
    const event = { eventId: 'service-render', meta: { service: nameOf(input) } };
    return await this.#guard.reading(serviceRenderPermission, event, options.credentials, async () => {
      const answers = parse(input);
      // what Create would refuse is refused here
      await this.#authorizeOwner(answers, options.credentials);
      return { answers, rendered: await this.#render(answers) };
    });
  }

  async checkName(name: string, options: ProvisionerOptions): Promise<NameStatus> {
    const event = { eventId: 'service-name-check', meta: { service: nameOf({ name }) } };
    return await this.#guard.reading(serviceRenderPermission, event, options.credentials, () => this.#nameStatus(name, options));
  }

  async publish(
    input: unknown,
    options: ProvisionerOptions & { onProgress?: (message: string) => void },
  ) {
    const { settings, access } = this.#deps;
    return await this.#writing('service-create', nameOf(input), options, async () => {
      await this.#guard.authorize(serviceCreatePermission, options.credentials);
      const answers = parse(input);
      await this.#authorizeOwner(answers, options.credentials);
      await this.#refuseForeignComponent(answers.name, options.credentials);
      return await publishService({
        answers,
        rendered: await this.#render(answers),
        settings,
        access,
        requester: await this.#guard.requester(options.credentials),
        creationKey: requireCreationKey(this.#deps.creationKey),
        signal: options.signal,
        onProgress: options.onProgress,
      });
    });
  }

  async register(input: unknown, options: ProvisionerOptions) {
    const { settings, access } = this.#deps;
    return await this.#writing('service-register', nameOf(input), options, async () => {
      await this.#guard.authorize(serviceCreatePermission, options.credentials);
      const answers = parse(input);
      await this.#authorizeOwner(answers, options.credentials);
      await this.#refuseForeignComponent(answers.name, options.credentials);
      const rendered = await this.#render(answers);
      const requester = await this.#guard.requester(options.credentials);
      return await registerService({ answers, rendered, settings, access, requester, signal: options.signal });
    });
  }

  async undo(service: string, options: ProvisionerOptions) {
    const { settings, access, machineUsers } = this.#deps;
    return await this.#writing('service-undo', service, options, async () => {
      await this.#guard.authorize(serviceUndoPermission, options.credentials);
      return await undoService({
        service,
        settings,
        access,
        requester: await this.#guard.requester(options.credentials),
        creationKey: requireCreationKey(this.#deps.creationKey),
        machineUsers,
        signal: options.signal,
      });
    });
  }

  async #writing<T>(eventId: string, service: string, { credentials }: ProvisionerOptions, work: () => Promise<T>) {
    return await this.#guard.writing({ eventId, meta: { service } }, credentials, work);
  }

  async #nameStatus(name: string, options: ProvisionerOptions): Promise<NameStatus> {
    const broken = brokenNameRule(name);
    if (broken) return { available: false, code: broken.code, reason: broken.message };
    const { settings, access } = this.#deps;
    const taken = (reason: string): NameStatus => ({ available: false, code: 'PLT-105', reason });
    const entity = await this.#findComponent(name, options.credentials);
    if (entity) return taken(takenInCatalog(name));
    const homepage = await readRepositoryHomepage(access, settings, name, options.signal);
    if (homepage === undefined) return { available: true };
    const requester = await this.#guard.requester(options.credentials);
    const { creationKey } = this.#deps;
    return creationKey && homepage === creationMarker(settings, name, requester, creationKey)
      ? { available: true }
      : taken(`The repository ${settings.organisation}/${name} exists already.`);
  }

  async #render(answers: ServiceAnswers) {
    const { modules, settings } = this.#deps;
    return await renderService({ answers, catalogue: await modules.read(), settings });
  }

  /** The component of that name as far as the caller may see it. */
  async #findComponent(name: string, credentials: BackstageCredentials): Promise<Entity | undefined> {
    return await this.#deps.catalog.getEntityByRef(`component:default/${name}`, { credentials });
  }

  /**
   * A module, or a component of another repository, has the name. What the service's own repository says of itself is no
   * such one: a creation that is resumed has it in the catalog already.
   * @throws PlatformError PLT-105
   */
  async #refuseForeignComponent(name: string, credentials: BackstageCredentials) {
    const entity = await this.#findComponent(name, credentials);
    const repository = entity?.metadata.annotations?.[platformAnnotations.repository] ?? '';
    const own = `${this.#deps.settings.organisation}/${name}`;
    if (!entity || repository.toLowerCase() === own.toLowerCase()) return;
    throw new PlatformError({ code: 'PLT-105', message: takenInCatalog(name), where: 'name' });
  }

  /**
   * A service is made for one's own team, unless one may make it for any.
   * @throws PlatformError PLT-601
   */
  async #authorizeOwner({ owner }: ServiceAnswers, credentials: BackstageCredentials) {
    if (await this.#guard.allows(serviceCreateForAnyTeamPermission, credentials)) return;
    const { ownershipEntityRefs } = await this.#deps.userInfo.getUserInfo(credentials);
    if (ownershipEntityRefs.includes(`group:default/${owner}`)) return;
    throw new PlatformError({
      code: 'PLT-601',
      message: `You are not in the team ${owner}, so you cannot make a service for it.`,
      where: 'owner',
      next: 'Choose a team that you are in.',
    });
  }
}

function takenInCatalog(name: string): string {
  return `The catalog has a component ${name} already.`;
}

/** @throws PlatformError PLT-1nn with the first rule that is broken */
function parse(input: unknown): ServiceAnswers {
  const parsed = parseServiceAnswers(input);
  if (!parsed.ok) throw parsed.errors[0];
  return parsed.answers;
}

function nameOf(input: unknown): string {
  const name = (input as { name?: unknown } | undefined)?.name;
  return typeof name === 'string' ? name.slice(0, 80) : '';
}
