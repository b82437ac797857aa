import { identityApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ResponseError } from '@backstage/errors';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { PlatformError } from '@connectly/plugin-platform-common';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { completeAnswers, InMemoryPlatformApi } from '../__testUtils__/InMemoryPlatformApi';
import { DraftAnswers, platformApiRef } from '../api';
import { ServiceAnswersField } from './ServiceAnswersField';
import { ServiceReviewField } from './ServiceReviewField';

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
  /** Whether the person may make services for any team. */
  let anyTeam: boolean;
  beforeEach(() => {
    anyTeam = false;
    api = new InMemoryPlatformApi();
    sent = {};
    sessionStorage.clear();
  });

  /** The scaffolder's side of a field. */
  function Form({ rawErrors, errorSchema, delay }: { rawErrors?: string[]; errorSchema?: object; delay?: number }) {
    const [answers, setAnswers] = useState<DraftAnswers>({});
    const props = {
      formData: answers,
      idSchema: { $id: 'answers' },
      rawErrors,
      errorSchema,
      onChange: (value: DraftAnswers) => {
        sent = value;
        if (delay) setTimeout(() => act(() => setAnswers(value)), delay);
        else setAnswers(value);
      },
    } as unknown as FieldExtensionComponentProps<DraftAnswers>;
    return <ServiceAnswersField {...props} />;
  }

  function Review({ answers = completeAnswers }: { answers?: DraftAnswers }) {
    const props = { idSchema: { $id: 'review' }, formContext: { formData: { answers } } };
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
          permissionApiRef,
          {
            authorize: async ({ permission }) => ({
              result: anyTeam || permission.name === 'platform.service.create' ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
            }),
          },
        ],
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

  it('says live which rule a name breaks, before Next and without asking anybody', async () => {
    const asked = jest.spyOn(api, 'checkName');
    render(<Form />);
    await userEvent.type(await nameField(), 'Bad_Name');
    expect(await screen.findByText(/Not internal-… or sg-…, nor a name of a stack such as kms or network/)).toBeInTheDocument();
    expect(await nameField()).toBeInvalid();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(asked).not.toHaveBeenCalledWith('Bad_Name', expect.anything());
    await userEvent.clear(await nameField());
    await userEvent.type(await nameField(), 'ledger');
    expect(await screen.findByText('ledger is free.')).toBeInTheDocument();
  });

  const offered = async () => {
    await userEvent.click(await screen.findByRole('button', { name: /Owner/ }));
    return (await screen.findAllByRole('option')).map(option => option.textContent);
  };

  it('has the person’s own team chosen, and offers no other', async () => {
    render(<Form />);
    await waitFor(() => expect(sent.owner).toBe('group:default/payments'));
    expect(await offered()).toEqual(['payments']);
  });

  it('keeps what was typed before the teams were there, when the form gives it back late', async () => {
    const catalog = catalogApiMock({ entities: teams });
    const query = catalog.queryEntities.bind(catalog);
    let load = () => {};
    const loaded = new Promise<void>(resolve => {
      load = resolve;
    });
    catalog.queryEntities = async (...args: Parameters<typeof query>) => {
      await loaded;
      return query(...args);
    };
    render(<Form delay={300} />, undefined, catalog);
    fireEvent.change(await nameField(), { target: { value: 'refunds' } });
    load();
    await waitFor(() => expect(sent.owner).toBe('group:default/payments'));
    expect(sent.name).toBe('refunds');
    expect(await screen.findByText('refunds is free.')).toBeInTheDocument();
  });

  it('offers every team to whoever may make services for any, their own first', async () => {
    anyTeam = true;
    render(<Form />);
    await waitFor(() => expect(sent.owner).toBe('group:default/payments'));
    expect(await offered()).toEqual(['payments', 'orders']);
    await userEvent.click(screen.getByRole('option', { name: 'orders' }));
    await waitFor(() => expect(sent.owner).toBe('group:default/orders'));
  });

  it('says at the field that a team is not the person’s own, such as one of a draft', async () => {
    sessionStorage.setItem('@connectly/service-draft/user:default/jiwoo', JSON.stringify({ ...completeAnswers, owner: 'group:default/orders' }));
    render(<Form />);
    expect(await screen.findByText(/You are not in orders,/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /Owner/ })).toHaveAccessibleDescription(/You are not in orders,/);
    expect(await offered()).toEqual(['payments']);
    await userEvent.click(screen.getByRole('option', { name: 'payments' }));
    await waitFor(() => expect(screen.queryByText(/You are not in/)).not.toBeInTheDocument());
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

  it('asks for the name once more when Next is refused: somebody may have taken it meanwhile', async () => {
    function Refusing() {
      const [rawErrors, setRawErrors] = useState<string[]>();
      return (
        <>
          <Form rawErrors={rawErrors} />
          <button onClick={() => setRawErrors(['refused'])}>Next</button>
        </>
      );
    }
    render(<Refusing />);
    await userEvent.type(await nameField(), 'ledger');
    expect(await screen.findByText('ledger is free.')).toBeInTheDocument();
    api.taken = ['ledger'];
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    expect(await screen.findByText(/PLT-105: ledger is taken/)).toBeInTheDocument();
    expect(await nameField()).toHaveAccessibleDescription(/PLT-105: ledger is taken/);
  });

  it('names each refused answer with its rule, and unfolds what hides one', async () => {
    sessionStorage.setItem('@connectly/service-draft/user:default/jiwoo', JSON.stringify({ ...completeAnswers, name: 'X', costCenter: 'finance' }));
    render(<Form rawErrors={['PLT-102']} />);
    const alert = await screen.findByRole('alert');
    await waitFor(() => expect(within(alert).getAllByRole('listitem')).toHaveLength(2));
    expect(alert).toHaveTextContent(/Name: 3 to 24 lower-case letters/);
    expect(alert).toHaveTextContent(/Cost centre: .*CC-1042/);
    expect(screen.getByRole('textbox', { name: 'Cost centre' })).toBeInvalid();
    fireEvent.change(await nameField(), { target: { value: 'ledger' } });
    expect(screen.queryByText(/the answers are checked again/)).not.toBeInTheDocument();
    fireEvent.change(screen.getByRole('textbox', { name: 'Cost centre' }), { target: { value: '' } });
    expect(await screen.findByText('When you have changed what was refused, press Next: the answers are checked again.')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
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

  describe('versions of modules', () => {
    const unfold = async (...titles: RegExp[]) => {
      for (const name of titles) await userEvent.click(await screen.findByRole('button', { name }));
    };
    const select = (module: string) => screen.findByRole('button', { name: new RegExp(`${module}$`) });
    /** Chooses by keyboard alone: the versions stand newest first. */
    const choose = async (module: string, which: 'older' | 'newer') => {
      const button = await select(module);
      act(() => button.focus());
      await userEvent.keyboard('{Enter}');
      await screen.findByRole('listbox');
      await userEvent.keyboard(which === 'older' ? '{ArrowDown}{Enter}' : '{ArrowUp}{Enter}');
    };

    it('offers the releases of each module that is called, and sends only what is not the newest', async () => {
      render(<Form />);
      await unfold(/^More options/, /^Module versions/);
      expect(await select('ecs-service')).toHaveTextContent('2.0.0 (newest)');
      expect(screen.queryByRole('button', { name: /rds$/ })).not.toBeInTheDocument();
      await userEvent.click(await select('ecs-service'));
      const options = await screen.findAllByRole('option');
      expect(options.map(option => option.textContent)).toEqual(['2.1.0Deprecated: it loses log lines', '2.0.0 (newest)', '1.0.0']);
      await userEvent.keyboard('{Escape}');
      await choose('ecs-service', 'older');
      await waitFor(() => expect(sent.moduleVersions).toEqual({ 'ecs-service': '1.0.0' }));
      expect(await select('ecs-service')).toHaveTextContent('1.0.0');
      await choose('ecs-service', 'newer');
      await waitFor(() => expect(sent.moduleVersions).toEqual({}));
    });

    it('forgets the version of a module that is no longer called', async () => {
      render(<Form />);
      await userEvent.click(await screen.findByRole('radio', { name: 'PostgreSQL' }));
      await unfold(/^More options/, /^Module versions/);
      await choose('rds', 'older');
      await choose('alb', 'older');
      await waitFor(() => expect(sent.moduleVersions).toEqual({ rds: '1.0.0', alb: '1.0.0' }));
      await userEvent.click(screen.getByRole('radio', { name: 'None' }));
      await waitFor(() => expect(sent.moduleVersions).toEqual({ alb: '1.0.0' }));
    });

    it('says when the versions could not be loaded, and tries again', async () => {
      api.failures = [new Error('The modules are away.')];
      render(<Form />);
      await unfold(/^More options/, /^Module versions/);
      expect(await screen.findByText('The versions could not be loaded')).toBeInTheDocument();
      await unfold(/^Try again/);
      expect(await select('alb')).toBeInTheDocument();
    });

    it('shows the chosen version in the review', async () => {
      render(<Review answers={{ ...completeAnswers, moduleVersions: { 'ecs-service': '1.0.0' } }} />);
      expect(await screen.findByText('ecs-service')).toHaveTextContent('ecs-service 1.0.0');
    });
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
