import { DiscoveryApi, FetchApi, IdentityApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  ScaffolderClient,
  ScaffolderRequestOptions,
  ScaffolderScaffoldOptions,
  ScaffolderScaffoldResponse,
  ScaffolderTask,
  TemplateParameterSchema,
} from '@backstage/plugin-scaffolder-common';
import { forgetSentDraft, keepsDraft } from '../components/savedDraft';
import { NamedTeam } from '../components/ServiceAnswersField/readTeams';
import { allInLanguage, inLanguage } from './inLanguage';
import { withTeamNames } from './withTeamNames';

/** What the client stands on. */
export interface PortalScaffolderClientOptions {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
  identityApi: IdentityApi;
  scmIntegrationsApi: ScmIntegrationRegistry;
  /** What the person reads. */
  language: () => 'en' | 'ko';
  /** The teams of the catalog. */
  teams: () => Promise<NamedTeam[]>;
  /** A refusal of *Create* as a person reads it, and whether their answers are kept. */
  describe: (error: Error, isKept: boolean) => string;
}

/**
 * The scaffolder's own client, for people: texts of templates come in their language and teams by their names, a refusal of *Create* says what to do next, and a
 * draft is forgotten once it was sent, no sooner.
 */
export class PortalScaffolderClient extends ScaffolderClient {
  readonly #options: PortalScaffolderClientOptions;

  constructor(options: PortalScaffolderClientOptions) {
    super(options);
    this.#options = options;
  }

  async getTemplateParameterSchema(templateRef: string, options?: ScaffolderRequestOptions): Promise<TemplateParameterSchema> {
    const { language, teams } = this.#options;
    const form = allInLanguage(await super.getTemplateParameterSchema(templateRef, options), language());
    return await withTeamNames(form, teams);
  }

  async scaffold(request: ScaffolderScaffoldOptions): Promise<ScaffolderScaffoldResponse> {
    const { discoveryApi, fetchApi, identityApi, describe } = this.#options;
    const url = `${await discoveryApi.getBaseUrl('scaffolder')}/v2/tasks`;
    let taskId: string;
    try {
      const response = await fetchApi.fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      if (!response.ok) throw await ResponseError.fromResponse(response);
      taskId = (await response.json()).id;
    } catch (error) {
      throw new Error(describe(error as Error, keepsDraft(request.templateRef)), { cause: error });
    }
    forgetSentDraft(request.templateRef, (await identityApi.getBackstageIdentity()).userEntityRef);
    return { taskId };
  }

  async getTask(taskId: string, options?: ScaffolderRequestOptions): Promise<ScaffolderTask> {
    const task = await super.getTask(taskId, options);
    const steps = task.spec.steps.map(step => ({ ...step, name: inLanguage(step.name, this.#options.language()) }));
    // the answers are the person's, and stay as they are
    return { ...task, spec: { ...task.spec, steps } };
  }
}
