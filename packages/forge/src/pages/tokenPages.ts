import { PersonalTokens, tokenDays } from '../forge/PersonalTokens';
import { timestamp } from '../store/Database';
import { html, Markup } from './html';
import { moment } from './layout';
import { PageAnswer, PageRequest } from './PageRequest';

const path = '/-/tokens';

/** The person's tokens, and the form that makes one. */
export function tokensPage(request: PageRequest): PageAnswer {
  return page(request);
}

/** Makes a token and shows it: the only page on which it ever stands. */
export function makeTokenForm(request: PageRequest): PageAnswer {
  const { caller, fields } = request;
  const token = tokensOf(request).make(caller.account, {
    name: fields.get('name') ?? '',
    days: Number(fields.get('days')),
  });
  const { login } = caller.account;
  return page(
    request,
    html`<section class="card" aria-labelledby="made">
      <h2 id="made">Your new token</h2>
      <p>Copy it now. It is not shown again.</p>
      <pre tabindex="0" aria-label="The token">${token}</pre>
      <p>
        When git asks for a name and a password, the name is
        <code>${login}</code> and the password is the token. Programs send it
        as <code>Authorization: Bearer</code>.
      </p>
    </section>`,
  );
}

/** Takes a token back. */
export function revokeTokenForm(request: PageRequest): PageAnswer {
  tokensOf(request).revoke(
    request.caller.account,
    request.fields.get('name') ?? '',
  );
  return { redirect: path };
}

function tokensOf(request: PageRequest): PersonalTokens {
  return new PersonalTokens(request.forge.accounts);
}

function page(request: PageRequest, made: Markup | '' = ''): PageAnswer {
  const { login } = request.caller.account;
  return {
    title: 'Access tokens',
    main: html`<h1>Access tokens of ${login}</h1>
      <p>
        A token lets git and programs do what you may do here: clone and push
        by <code>${request.forge.urls.web}</code>, and call the API at
        <code>${request.forge.urls.api}</code>.
      </p>
      ${made} ${list(request)}
      <h2>Make a token</h2>
      ${request.form(
        path,
        html`<p>
            <label for="name">What it is for</label><br />
            <input
              id="name"
              name="name"
              type="text"
              maxlength="60"
              required
              autocomplete="off"
            />
          </p>
          <p>
            <label for="days">It works for</label><br />
            <select id="days" name="days">
              ${tokenDays.map(
                days =>
                  html`<option
                    value="${days}"
                    ${days === 7 ? new Markup('selected') : ''}
                  >
                    ${days === 1 ? '1 day' : `${days} days`}
                  </option>`,
              )}
            </select>
          </p>
          <button class="main">Make a token</button>`,
        'card',
      )}`,
  };
}

function list(request: PageRequest): Markup {
  const tokens = tokensOf(request).list(request.caller.account);
  if (tokens.length === 0) return html`<p class="card">You have none.</p>`;
  return html`<table class="list">
    <thead>
      <tr>
        <th scope="col">For</th>
        <th scope="col">Made</th>
        <th scope="col">Works until</th>
        <th scope="col">Revoke</th>
      </tr>
    </thead>
    <tbody>
      ${tokens.map(
        ({ name, createdAt, expiresAt }) => html`<tr>
          <th scope="row">${name}</th>
          <td class="small">${moment(createdAt)}</td>
          <td class="small">
            ${moment(expiresAt)}${expiresAt > timestamp() ? '' : ' (expired)'}
          </td>
          <td>
            ${request.form(
              `${path}/revoke`,
              html`<input type="hidden" name="name" value="${name}" />
                <button aria-label="Revoke ${name}">Revoke</button>`,
              'inline',
            )}
          </td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}
