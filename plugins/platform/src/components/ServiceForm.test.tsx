import { identityApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ResponseError } from '@backstage/errors';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { PlatformError, ServiceAnswers } from '@connectly/plugin-platform-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { DraftAnswers, NameAvailability, PlatformApi, platformApiRef } from '../api';
import { ServiceAnswersField } from './ServiceAnswersField';
import { ServiceReviewField } from './ServiceReviewField';

const complete: DraftAnswers = {
  name: 'ledger', owner: 'group:default/payments', environments: ['dev'], size: 'small', database: 'none', exposure: 'internal',
};

/** The backend: names are free unless they are in `taken`; a preview gives one file, or fails. */
class InMemoryPlatformApi implements PlatformApi {
  taken: string[] = [];
  failures: Error[] = [];

  async checkName(name: string): Promise<NameAvailability> {
    return this.taken.includes(name) ? { available: false, code: 'PLT-105', reason: `${name} is taken.` } : { available: true };
  }

  async preview(answers: DraftAnswers) {
    const failure = this.failures.shift();
    if (failure) throw failure;
    const file = (path: string) => ({ path, content: `# ${path}\n`, executable: false });
    return {
      answers: answers as ServiceAnswers,
      rendered: {
        foundation: [file('README.md')],
        provision: [file('terraform/dev/main.tf')],
        registration: file('infrastructure/services/ledger.yaml'),
        moduleVersions: { rds: '2.0.0' },
      },
    };
  }
}

/** What the client throws when the backend answers with a refusal. */
async function refused(error: PlatformError): Promise<Error> {
  const { code, message, where, next } = error;
  const body = { error: { name: 'InputError', message: `${code}: ${message} ${next}`, code, where, next }, response: { statusCode: 400 } };
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), { status: 400, headers: { 'content-type': 'application/json' } }),
  );
}

describe('the service form', () => {
  let api: InMemoryPlatformApi;
  let sent: DraftAnswers;
  beforeEach(() => {
    api = new InMemoryPlatformApi();
    sent = {};
    sessionStorage.clear();
  });

  /** The scaffolder's side of a field. */
  function Form({ rawErrors, errorSchema }: { rawErrors?: string[]; errorSchema?: object }) {
    const [answers, setAnswers] = useState<DraftAnswers>({});
    const props = {
      formData: answers,
      idSchema: { $id: 'answers' },
      rawErrors,
      errorSchema,
      onChange: (value: DraftAnswers) => {
        sent = value;
        setAnswers(value);
      },
    } as unknown as FieldExtensionComponentProps<DraftAnswers>;
    return <ServiceAnswersField {...props} />;
  }

  function Review() {
    const props = { idSchema: { $id: 'review' }, formContext: { formData: { answers: complete } } };
    return <ServiceReviewField {...(props as unknown as FieldExtensionComponentProps<string>)} />;
  }

  const teams = ['orders', 'payments'].map(name => ({
    apiVersion: 'backstage.io/v1beta1', kind: 'Group', metadata: { name }, spec: { type: 'team', children: [] },
  }));
  const render = (element: JSX.Element, person = 'user:default/jiwoo', catalog = catalogApiMock({ entities: teams })) =>
    renderInTestApp(element, {
      apis: [
        [platformApiRef, api],
        [catalogApiRef, catalog],
        [
          identityApiRef,
          {
            getBackstageIdentity: async () => ({
              type: 'user' as const, userEntityRef: person, ownershipEntityRefs: [person, 'group:default/payments'],
            }),
            getProfileInfo: async () => ({}),
            getCredentials: async () => ({}),
            signOut: async () => {},
          },
        ],
      ],
    });
  const nameField = () => screen.findByRole('textbox', { name: 'Name' });

  it('says live whether the name is free, and why not', async () => {
    api.taken = ['ledger'];
    render(<Form />);
    await userEvent.type(await nameField(), 'ledger');
    expect(await screen.findByText(/PLT-105: ledger is taken/)).toBeInTheDocument();
    await userEvent.type(await nameField(), '-two');
    expect(await screen.findByText('ledger-two is free.')).toBeInTheDocument();
  });

  it('offers the person’s own teams first', async () => {
    render(<Form />);
    await userEvent.click(await screen.findByRole('button', { name: /Owner/ }));
    const options = await screen.findAllByRole('option');
    expect(options.map(option => option.textContent)).toEqual(['payments', 'orders']);
    await userEvent.click(options[0]);
    await waitFor(() => expect(sent.owner).toBe('group:default/payments'));
  });

  it('says when the teams could not be loaded, and tries again', async () => {
    const catalog = catalogApiMock({ entities: teams });
    const query = jest.spyOn(catalog, 'queryEntities').mockRejectedValueOnce(new Error('The catalog is away.'));
    render(<Form />, undefined, catalog);
    expect(await screen.findByText('The teams could not be loaded')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('button', { name: /Owner/ })).toBeInTheDocument();
    expect(query).toHaveBeenCalledTimes(2);
  });

  it('names each refused answer with its rule, and unfolds what hides one', async () => {
    sessionStorage.setItem('@connectly/service-draft/user:default/jiwoo', JSON.stringify({ ...complete, name: 'X', costCenter: 'finance' }));
    render(<Form rawErrors={['PLT-102']} />);
    const alert = await screen.findByRole('alert');
    await waitFor(() => expect(within(alert).getAllByRole('listitem')).toHaveLength(2));
    expect(alert).toHaveTextContent(/Name: 3 to 24 lower-case letters/);
    expect(alert).toHaveTextContent(/Cost centre: .*CC-1042/);
    expect(screen.getByRole('textbox', { name: 'Cost centre' })).toBeInvalid();
  });

  it('names what the template’s own schema refuses too', async () => {
    render(<Form errorSchema={{ owner: { __errors: ["must have required property 'owner'"] } }} />);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Owner: Fill in the field.');
    expect(alert).not.toHaveTextContent('must have');
  });

  it('brings a draft back to the person who wrote it, and to nobody else', async () => {
    const first = render(<Form />);
    await userEvent.type(await nameField(), 'ledger');
    first.unmount();
    const second = render(<Form />, 'user:default/minseo');
    expect(await nameField()).toHaveValue('');
    second.unmount();
    render(<Form />);
    await waitFor(async () => expect(await nameField()).toHaveValue('ledger'));
  });

  it('forgets a draft that was created meanwhile', async () => {
    const first = render(<Form />);
    await userEvent.type(await nameField(), 'ledger');
    first.unmount();
    api.taken = ['ledger'];
    render(<Form />);
    await waitFor(() => expect(sessionStorage).toHaveLength(0));
    expect(await nameField()).toHaveValue('');
  });

  it('shows the files by where they arrive, with the chosen one beside', async () => {
    render(<Review />);
    expect(await screen.findByText('# terraform/dev/main.tf')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'README.md' }));
    expect(await screen.findByText('# README.md')).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /^dev/ })).toBeInTheDocument();
  });

  it('says why answers cannot be rendered, what next, and where more is written; then tries again', async () => {
    api.failures = [await refused(new PlatformError({ code: 'PLT-204', message: 'There is no rds 9.9.9.', where: 'moduleVersions.rds' }))];
    render(<Review />);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('PLT-204: A module or version is not known');
    expect(alert).toHaveTextContent('There is no rds 9.9.9. (moduleVersions.rds)');
    expect(alert).toHaveTextContent('Choose a released version');
    expect(within(alert).getByRole('link')).toHaveAttribute('href', '/docs/default/component/platform/troubleshooting/errors/#plt-204');
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('# terraform/dev/main.tf')).toBeInTheDocument();
  });
});
