import {
  GithubCredentialsProvider,
  GithubIntegrationConfig,
} from '@backstage/integration';
import { PlatformError } from '@connectly/plugin-platform-common';
import { z } from 'zod/v3';
import { ListedRepository, RepositoryListing } from './RepositoryListing';

/** GitHub's largest page. */
const pageSize = 100;
const timeoutMilliseconds = 30_000;

const document = `query repositories($organisation: String!, $after: String) {
  organization(login: $organisation) {
    repositories(first: ${pageSize}, after: $after, orderBy: { field: NAME, direction: ASC }) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        name description url isArchived visibility pushedAt
        owner { login }
        defaultBranchRef { name target { oid } }
      }
    }
  }
}`;

const repositoryName = z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/);
const page = z.object({
  totalCount: z.number().int(),
  pageInfo: z.object({
    hasNextPage: z.boolean(),
    endCursor: z.string().nullish(),
  }),
  nodes: z.array(
    z.object({
      name: repositoryName,
      description: z.string().nullish(),
      url: z.string().url(),
      isArchived: z.boolean(),
      visibility: z.string(),
      pushedAt: z.string().nullish(),
      owner: z.object({ login: repositoryName }),
      defaultBranchRef: z
        .object({
          name: z.string(),
          target: z
            .object({ oid: z.string().regex(/^[0-9a-f]{40,64}$/) })
            .nullish(),
        })
        .nullish(),
    }),
  ),
});
const answer = z.object({
  data: z
    .object({ organization: z.object({ repositories: page }).nullish() })
    .nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** Lists an organisation's repositories by GraphQL: 100 in a request, each with what tells whether it changed. */
export class GithubListing implements RepositoryListing {
  readonly #integration: GithubIntegrationConfig;
  readonly #credentials: GithubCredentialsProvider;
  readonly #organisation: string;

  static create(options: {
    integration: GithubIntegrationConfig;
    credentials: GithubCredentialsProvider;
    organisation: string;
  }): GithubListing {
    return new GithubListing(
      options.integration,
      options.credentials,
      options.organisation,
    );
  }

  private constructor(
    integration: GithubIntegrationConfig,
    credentials: GithubCredentialsProvider,
    organisation: string,
  ) {
    this.#integration = integration;
    this.#credentials = credentials;
    this.#organisation = organisation;
  }

  async list(options: { signal?: AbortSignal }): Promise<ListedRepository[]> {
    const listed = new Map<string, ListedRepository>();
    let after: string | undefined;
    for (;;) {
      const { nodes, pageInfo, totalCount } = await this.#page(
        after,
        options.signal,
      );
      for (const node of nodes) {
        listed.set(node.name.toLowerCase(), {
          owner: node.owner.login,
          name: node.name,
          description: node.description ?? '',
          url: node.url.replace(/\/$/, ''),
          defaultBranch: node.defaultBranchRef?.name,
          visibility: visibilityOf(node.visibility),
          archived: node.isArchived,
          pushedAt: node.pushedAt ?? undefined,
          head: node.defaultBranchRef?.target?.oid,
        });
      }
      if (
        pageInfo.hasNextPage &&
        pageInfo.endCursor &&
        pageInfo.endCursor !== after &&
        nodes.length > 0
      ) {
        after = pageInfo.endCursor;
        continue;
      }
      if (listed.size < totalCount) {
        const message = `The list of "${this.#organisation}" has ${
          listed.size
        } repositories of ${totalCount}.`;
        throw new PlatformError({
          code: 'PLT-402',
          message,
          where: this.#integration.host,
        });
      }
      return [...listed.values()];
    }
  }

  async #page(
    after: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<z.infer<typeof page>> {
    const url = graphqlUrl(this.#integration);
    const { headers } = await this.#credentials.getCredentials({
      url: `https://${this.#integration.host}/${this.#organisation}`,
    });
    const timeout = AbortSignal.timeout(timeoutMilliseconds);
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: document,
        variables: { organisation: this.#organisation, after },
      }),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    }).catch(cause => {
      const message = `"${url}" did not answer: ${cause.message}.`;
      throw new PlatformError(
        { code: 'PLT-302', message, where: url },
        { cause },
      );
    });
    if (!response.ok) {
      const retryAfter = response.headers.get('retry-after');
      const message = `"${url}" answered ${response.status}.${
        retryAfter ? ` It asks to wait ${retryAfter} seconds.` : ''
      }`;
      throw new PlatformError({
        code: retryAfter ? 'PLT-303' : 'PLT-301',
        message,
        where: url,
      });
    }
    const parsed = answer.safeParse(
      await response.json().catch(() => undefined),
    );
    const problem = parsed.success
      ? parsed.data.errors?.[0]?.message
      : parsed.error.issues[0].message;
    const found = parsed.success
      ? parsed.data.data?.organization?.repositories
      : undefined;
    // Data beside an error is a part of the truth: as good as none.
    if (problem !== undefined || !found) {
      const message = `"${url}" gave no list of "${this.#organisation}": ${
        problem ?? 'no such organisation'
      }.`;
      throw new PlatformError({ code: 'PLT-301', message, where: url });
    }
    return found;
  }
}

function visibilityOf(value: string): ListedRepository['visibility'] {
  const visibility = value.toLowerCase();
  return visibility === 'public' || visibility === 'internal'
    ? visibility
    : 'private';
}

/** GitHub has GraphQL beside its REST root, GitHub Enterprise beside `/v3`. */
function graphqlUrl(integration: GithubIntegrationConfig): string {
  const base =
    integration.apiBaseUrl?.replace(/\/$/, '') ??
    `https://${integration.host}/api/v3`;
  return `${base.replace(/\/v3$/, '')}/graphql`;
}
