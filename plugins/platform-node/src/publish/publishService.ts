/**
 * Makes a service real: one repository with its first commit, one provision pull request, one registration pull
 * request. Five requests when nothing goes wrong: look, create, push (two), and one mutation for everything else.
 *
 * Every attempt starts by looking, adopts what carries the marker of this creation and makes what is missing, so a
 * crash, a time-out or a lost answer anywhere ends in the same one repository after the next attempt. The marker is
 * the repository's home page: a link into the portal with the creation's id. Commits are the same to the byte each
 * time, because their date is the repository's own.
 */
import {
  parseServiceAnswers,
  PlatformError,
  RenderedService,
  ServiceAnswers,
} from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import { readAnswersRecord } from './answersRecord';
import { attemptUntilDone } from './attempts';
import { creationMarker } from './creationMarker';
import { ForgeAccess, ForgeClient, TransientForgeError } from './ForgeClient';
import { gitPush } from './gitPush';
import { Preflight, readPreflight } from './preflight';
import { publishedCommits, publishingAuthor } from './publishedCommits';
import { knownRegistration, publishMutation } from './publishMutation';
import { findProvision } from './knownPullRequests';

/** What publishing needs. @public */
export interface PublishServiceOptions {
  answers: ServiceAnswers;
  rendered: RenderedService;
  settings: PlatformSettings;
  access: ForgeAccess;
  /** Entity reference of the person who creates the service; the same person may resume, another may not. */
  requester: string;
  /** What the creation is signed with; the same at every attempt. See {@link readCreationKey}. */
  creationKey: string;
  signal?: AbortSignal;
  /** Told before each step and each wait, in words for a person. */
  onProgress?: (message: string) => void;
  /** Longest waits in milliseconds: for one answer of the forge (15 s unless given), and for the push (30 s). */
  timeouts?: { request?: number; push?: number };
  /** Waits between attempts, as long as the forge asks for; by default in real time. A simulation gives its own clock. */
  wait?: (seconds: number, signal?: AbortSignal) => Promise<void>;
}

/** What exists afterwards. @public */
export interface PublishedService {
  /** `organisation/name`. */
  repository: string;
  repositoryUrl: string;
  provisionUrl: string;
  /** Absent when the service was registered before. */
  registrationUrl?: string;
}

class Publication {
  readonly #options: PublishServiceOptions;
  readonly #client: ForgeClient;

  constructor(options: PublishServiceOptions) {
    this.#options = options;
    this.#client = new ForgeClient(options.access, { signal: options.signal, timeout: options.timeouts?.request });
  }

  /** One attempt from looking to done. */
  async attempt(): Promise<PublishedService> {
    const { answers, rendered, settings, requester } = this.#options;
    const state = await readPreflight(this.#client, settings, answers.name, answers.owner);
    this.#refuseForeign(state);
    const repository = state.service ?? (await this.#createRepository(state));
    if (!state.service?.defaultBranchRef) await this.#push(new Date(repository.createdAt));
    const mutation = publishMutation({ answers, rendered, settings, state, requester, repositoryId: repository.id });
    type Made = Record<string, { pullRequest?: { url: string } } | null>;
    let made: Made = {};
    if (mutation) {
      this.#progress('Opening the pull requests.');
      const { data, problems } = await this.#client.graphql<Made>(mutation.document, mutation.variables);
      if (problems.length) throw this.#mutationProblem(problems[0]);
      made = data;
    }
    const provision =
      made.provision?.pullRequest?.url ??
      findProvision(state.service?.pullRequests.nodes ?? [])?.url;
    const registration = made.registration?.pullRequest?.url ?? knownRegistration(state)?.url;
    return {
      repository: `${settings.organisation}/${answers.name}`,
      repositoryUrl: repository.url,
      provisionUrl: provision as string,
      registrationUrl: registration,
    };
  }

  #progress(message: string) {
    this.#options.onProgress?.(message);
  }

  /** @throws PlatformError PLT-105, PLT-106 or PLT-304 */
  #refuseForeign({ organization, service }: Preflight) {
    const { answers, settings, requester, creationKey } = this.#options;
    if (!organization.team) {
      throw new PlatformError({
        code: 'PLT-106',
        message: `The organisation ${settings.organisation} has no team ${answers.owner}.`,
        where: 'owner',
      });
    }
    if (!service) return;
    const marker = creationMarker(settings, answers.name, requester, creationKey);
    if (service.homepageUrl !== marker) {
      throw new PlatformError({
        code: service.homepageUrl?.includes('?creation=') ? 'PLT-105' : 'PLT-304',
        message: `The repository ${settings.organisation}/${answers.name} exists already, and this form did not make it for you.`,
        where: 'name',
      });
    }
    if (service.record?.text === undefined) return;
    const record = parseServiceAnswers(readAnswersRecord(service.record.text));
    if (!record.ok || JSON.stringify(record.answers) !== JSON.stringify(answers)) {
      throw new PlatformError({
        code: 'PLT-105',
        message: `You made ${settings.organisation}/${answers.name} before, with other answers.`,
        where: 'name',
        next: 'Open the existing service and change it by pull request, or undo its creation first.',
      });
    }
  }

  async #createRepository(state: Preflight): Promise<{ id: string; url: string; createdAt: string }> {
    const { answers, settings, requester, creationKey } = this.#options;
    this.#progress(`Creating the repository ${settings.organisation}/${answers.name}.`);
    try {
      const made = await this.#client.rest<{ node_id: string; html_url: string; created_at: string }>(
        'POST /orgs/{org}/repos',
        {
          org: settings.organisation,
          name: answers.name,
          description: answers.description || undefined,
          homepage: creationMarker(settings, answers.name, requester, creationKey),
          private: true,
          has_wiki: false,
          has_projects: false,
          delete_branch_on_merge: true,
          team_id: state.organization.team?.databaseId,
        },
      );
      return { id: made.node_id, url: made.html_url, createdAt: made.created_at };
    } catch (error) {
      // somebody was faster, or our own earlier request did arrive: look again and see which
      if (error instanceof PlatformError && /\b422\b/.test(error.message)) {
        throw new TransientForgeError(error.message, { cause: error });
      }
      throw error;
    }
  }

  async #push(date: Date) {
    const { answers, rendered, settings, access, signal, timeouts } = this.#options;
    const count = rendered.foundation.length + rendered.provision.length;
    this.#progress(`Pushing ${count} files.`);
    await gitPush({
      url: `${access.gitUrl}/${settings.organisation}/${answers.name}.git`,
      token: await access.token(),
      author: publishingAuthor,
      date,
      signal,
      timeout: timeouts?.push,
      commits: publishedCommits(answers, rendered, settings),
    });
  }

  #mutationProblem(problem: { type?: string; message: string }): Error {
    // the central branch moved, or another attempt made the thing a moment ago: looking again sorts it out
    return problem.type === 'FORBIDDEN'
      ? new PlatformError({ code: 'PLT-301', message: problem.message })
      : new TransientForgeError(problem.message, {});
  }
}

/**
 * Publishes a rendered service; see the top of this file.
 * @throws PlatformError PLT-105, PLT-106, PLT-301, PLT-302, PLT-303 or PLT-304
 * @public
 */
export async function publishService(options: PublishServiceOptions): Promise<PublishedService> {
  const publication = new Publication(options);
  return await attemptUntilDone(() => publication.attempt(), options);
}
