import { ForgeError } from '../errors';
import { RepositoryRow } from '../store/RepositoryStore';
import { html, Markup } from './html';
import { crumbs, moment } from './layout';
import { PageAnswer, PageRequest } from './PageRequest';

function repositoryTable(
  request: PageRequest,
  owner: string,
  rows: readonly RepositoryRow[],
): Markup {
  if (rows.length === 0) {
    return html`<p class="card">No repository here that you may see.</p>`;
  }
  return html`<table class="list">
    <thead>
      <tr>
        <th scope="col">Repository</th>
        <th scope="col">Visibility</th>
        <th scope="col">Open pull requests</th>
        <th scope="col">Last push</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        row => html`<tr>
          <th scope="row">
            <a href="/${owner}/${row.name}">${row.name}</a>${row.description
              ? html`<br /><span class="soft small">${row.description}</span>`
              : ''}
          </th>
          <td>${row.visibility}${row.archived ? ', archived' : ''}</td>
          <td>${request.forge.pullRequestStore.countOpen(row.id)}</td>
          <td class="small">${moment(row.pushedAt)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** The organisations of this forge. */
export function homePage(request: PageRequest): PageAnswer {
  const organizations = request.forge.accounts.list('Organization');
  return {
    title: 'Organisations',
    main: html`<h1>Organisations</h1>
      ${organizations.length === 0
        ? html`<p>
            There is none yet. Seed the forge with <code>forge seed</code>.
          </p>`
        : ''}
      ${organizations.map(
        ({ login, name, description }) => html`<section class="card">
          <h2><a href="/${login}">${name ?? login}</a></h2>
          <p class="soft">${description ?? login}</p>
        </section>`,
      )}`,
  };
}

/** An organisation with its repositories, teams and people; or a person with theirs. */
export function organizationPage(request: PageRequest): PageAnswer {
  const account = request.forge.accounts.byLogin(request.parts[0]);
  if (!account)
    throw ForgeError.notFound('There is no such person or organisation.');
  const rows = request.forge.repositoryStore
    .ofOwner(account.id)
    .filter(row => request.forge.access.canSee(request.session.caller, row));
  const isOwner = request.forge.access.isOwner(request.session.caller, account);
  const isMember = request.forge.access.isMember(
    request.session.caller,
    account,
  );
  return {
    title: account.login,
    main: html`${crumbs([account.login, `/${account.login}`])}
      <h1>${account.name ?? account.login}</h1>
      ${account.description
        ? html`<p class="soft">${account.description}</p>`
        : ''}
      ${isOwner
        ? html`<p>
            <a href="/orgs/${account.login}/settings/hooks">Webhooks</a>
          </p>`
        : ''}
      <h2>Repositories</h2>
      ${repositoryTable(request, account.login, rows)}
      ${account.type === 'Organization' && isMember
        ? people(request, account.id, account.login)
        : ''}`,
  };
}

function people(
  request: PageRequest,
  organizationId: number,
  login: string,
): Markup {
  const { teams, accounts } = request.forge;
  return html`<h2>Teams</h2>
    <ul class="card">
      ${teams.list(organizationId).map(
        team => html`<li>
          <a href="/orgs/${login}/teams/${team.slug}">${team.name}</a>
          <span class="soft"
            >${countPeople(teams.members(team.id).length)}${team.description
              ? ` · ${team.description}`
              : ''}</span
          >
        </li>`,
      )}
    </ul>
    <h2>People</h2>
    <ul class="card">
      ${accounts.members(organizationId).map(
        member =>
          html`<li>
            ${member.name ?? member.login}
            <span class="soft"
              >${member.login}${member.role === 'admin' ? ', owner' : ''}</span
            >
          </li>`,
      )}
    </ul>`;
}

function countPeople(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

/** A team with its members and repositories. */
export function teamPage(request: PageRequest): PageAnswer {
  const [login, slug] = request.parts;
  const organization = request.forge.access.requireMember(
    request.session.caller,
    login,
  );
  const team = request.forge.teams.bySlug(organization.id, slug);
  if (!team) throw ForgeError.notFound('There is no such team.');
  const rows = request.forge.teams
    .repositoryIds(team.id)
    .map(({ repositoryId }) =>
      request.forge.repositoryStore.require(repositoryId),
    )
    .filter(row => request.forge.access.canSee(request.session.caller, row));
  return {
    title: team.name,
    main: html`${crumbs(
        [organization.login, `/${organization.login}`],
        [team.name, request.url.pathname],
      )}
      <h1>${team.name}</h1>
      ${team.description ? html`<p class="soft">${team.description}</p>` : ''}
      <h2>People</h2>
      <ul class="card">
        ${request.forge.teams.members(team.id).map(
          member =>
            html`<li>
              ${member.name ?? member.login}
              <span class="soft">${member.login}, ${member.role}</span>
            </li>`,
        )}
      </ul>
      <h2>Repositories</h2>
      ${repositoryTable(request, organization.login, rows)}`,
  };
}
