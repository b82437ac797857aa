import { ForgeError } from '../errors';
import { nodeId } from '../forge/nodeIds';
import { simpleUser } from '../present/accounts';
import { repositoryAnswer } from '../present/repositories';
import { Json, View } from '../present/View';
import { generateToken } from '../store/AccountStore';
import { AppRow, InstallationRow } from '../store/AppStore';
import { timestamp } from '../store/Database';
import { created, ok, RestRequest } from './RestRequest';
import { Route } from './Router';

const hour = 3_600_000;

/** What an app of this forge may do; the forge does not tell permissions apart. */
const permissions = {
  administration: 'write',
  checks: 'write',
  contents: 'write',
  members: 'read',
  metadata: 'read',
  pull_requests: 'write',
  statuses: 'write',
  repository_hooks: 'write',
};
const events = ['push', 'pull_request', 'issue_comment', 'repository'];

function signedApp(request: RestRequest): AppRow {
  if (!request.app) throw ForgeError.unauthorizedApp();
  return request.app;
}

function installationAnswer(
  view: View,
  app: AppRow,
  installation: InstallationRow,
): Json {
  const account = view.records.accounts.require(installation.organizationId);
  const url = `${view.urls.api}/app/installations/${installation.id}`;
  return {
    id: installation.id,
    account: simpleUser(view, account),
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${view.urls.api}/installation/repositories`,
    html_url: `${view.urls.web}/organizations/${account.login}/settings/installations/${installation.id}`,
    app_id: app.id,
    client_id: `Iv1.${app.id}`,
    target_id: account.id,
    target_type: 'Organization',
    repository_selection: 'all',
    permissions,
    events,
    single_file_name: null,
    app_slug: app.slug,
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    suspended_by: null,
    suspended_at: null,
  };
}

function installationOf(
  request: RestRequest,
  find: (installation: InstallationRow) => boolean,
): InstallationRow {
  const installation = request.forge.apps
    .installations(signedApp(request).id)
    .find(find);
  if (!installation) throw ForgeError.notFound();
  return installation;
}

/** GitHub Apps: who they are, where they are installed, and their short tokens. */
export const appRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/app',
    handle: request => {
      const app = signedApp(request);
      const { view, forge } = request;
      return ok({
        id: app.id,
        slug: app.slug,
        client_id: `Iv1.${app.id}`,
        node_id: nodeId('App', app.id),
        owner: simpleUser(view, forge.accounts.require(app.ownerId)),
        name: app.name,
        description: app.description,
        external_url: view.urls.web,
        html_url: `${view.urls.web}/apps/${app.slug}`,
        created_at: app.createdAt,
        updated_at: app.createdAt,
        permissions,
        events,
        installations_count: forge.apps.installations(app.id).length,
      });
    },
  },
  {
    method: 'GET',
    path: '/app/installations',
    handle: request => {
      const app = signedApp(request);
      return request.list(request.forge.apps.installations(app.id), each =>
        installationAnswer(request.view, app, each),
      );
    },
  },
  {
    method: 'GET',
    path: '/app/installations/{installation_id}',
    handle: request => {
      const id = request.number('installation_id');
      return ok(
        installationAnswer(
          request.view,
          signedApp(request),
          installationOf(request, each => each.id === id),
        ),
      );
    },
  },
  {
    method: 'POST',
    path: '/app/installations/{installation_id}/access_tokens',
    createsContent: false,
    handle: request => {
      const id = request.number('installation_id');
      const app = signedApp(request);
      const installation = installationOf(request, each => each.id === id);
      const token = generateToken('ghs');
      const expiresAt = timestamp(Date.now() + hour);
      request.forge.accounts.addToken(app.botId, token, {
        installationId: installation.id,
        expiresAt,
      });
      return created({
        token,
        expires_at: expiresAt,
        permissions,
        repository_selection: 'all',
      });
    },
  },
  {
    method: 'GET',
    path: '/installation/repositories',
    handle: request => {
      const organizationId = request.caller?.organizationId;
      if (organizationId === undefined) {
        throw ForgeError.forbidden(
          'You must authenticate with an installation access token in order to list repositories for an installation.',
        );
      }
      return request.list(
        request.forge.repositoryStore.ofOwner(organizationId),
        each => repositoryAnswer(request.view, each),
        (repositories, total) => ({
          total_count: total,
          repository_selection: 'all',
          repositories,
        }),
      );
    },
  },
  {
    method: 'GET',
    path: '/orgs/{org}/installation',
    handle: request => {
      const organization = request.forge.access.organization(
        request.parameters.org,
      );
      return ok(
        installationAnswer(
          request.view,
          signedApp(request),
          installationOf(
            request,
            each => each.organizationId === organization.id,
          ),
        ),
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/installation',
    handle: request => {
      const owner = request.forge.accounts.byLogin(request.parameters.owner);
      return ok(
        installationAnswer(
          request.view,
          signedApp(request),
          installationOf(request, each => each.organizationId === owner?.id),
        ),
      );
    },
  },
];
