import { identityApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { parseDecisionAnswers, parseModuleAnswers, parseWaiverAnswers, waiverEnds } from '@connectly/plugin-platform-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ComponentType, useState } from 'react';
import { InMemoryPlatformApi } from '../__testUtils__/InMemoryPlatformApi';
import { DraftAnswers, DraftDecision, DraftModule, DraftWaiver, platformApiRef } from '../api';
import { DecisionAnswersField, DecisionReviewField } from './DecisionForm';
import { ModuleAnswersField, ModuleReviewField, validateModuleAnswers } from './ModuleForm';
import { forgetSentDraft } from './savedDraft';
import { ServiceAnswersField } from './ServiceAnswersField';
import { UndoConfirmationField, UndoServiceField, validateUndoConfirmation, validateUndoService } from './UndoForm';
import { WaiverAnswersField, WaiverReviewField } from './WaiverForm';

const person = 'user:default/jiwoo';
const entities = [
  { apiVersion: 'backstage.io/v1beta1', kind: 'Group', metadata: { name: 'payments' }, spec: { type: 'team', children: [] } },
  ...['platform', 'checkout', 'platform'].map((repository, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: `c${index}`, annotations: { 'platform.connectly.io/repository': `connectly/${repository}` } },
    spec: { type: repository === 'platform' ? 'terraform-module' : 'service' },
  })),
  { apiVersion: 'backstage.io/v1alpha1', kind: 'Resource', metadata: { name: 'network' }, spec: { type: 'terraform-stack' } },
];

describe('the forms of proposals', () => {
  let api: InMemoryPlatformApi;
  let sent: unknown;
  /** Whether the person may send the forms. */
  let allowed: boolean;
  beforeEach(() => {
    api = new InMemoryPlatformApi();
    sent = {};
    allowed = true;
    sessionStorage.clear();
  });

  /** The scaffolder's side of a field. */
  function Form<Draft>(props: {
    field: ComponentType<FieldExtensionComponentProps<Draft>>;
    rawErrors?: string[];
  }) {
    const [answers, setAnswers] = useState<Draft>();
    const { field: Field, rawErrors } = props;
    const given = {
      formData: answers,
      idSchema: { $id: 'answers' },
      rawErrors,
      onChange: (value: Draft) => {
        sent = value;
        setAnswers(value);
      },
    } as unknown as FieldExtensionComponentProps<Draft>;
    return <Field {...given} />;
  }
  const review = (Field: ComponentType<FieldExtensionComponentProps<string>>, answers: object) => (
    <Field
      {...({ idSchema: { $id: 'review' }, formContext: { formData: { answers } } } as unknown as FieldExtensionComponentProps<string>)}
    />
  );
  const render = (element: JSX.Element) =>
    renderInTestApp(element, {
      apis: [
        [platformApiRef, api],
        [catalogApiRef, catalogApiMock({ entities })],
        [permissionApiRef, { authorize: async () => ({ result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY }) }],
        [
          identityApiRef,
          {
            getBackstageIdentity: async () => ({ type: 'user' as const, userEntityRef: person, ownershipEntityRefs: [person] }),
            getProfileInfo: async () => ({}),
            getCredentials: async () => ({}),
            signOut: async () => {},
          },
        ],
      ],
    });
  const type = async (name: string | RegExp, text: string) => userEvent.type(await screen.findByRole('textbox', { name }), text);
  async function choose(field: RegExp, option: string) {
    await waitFor(() => expect(screen.getByRole('button', { name: field })).toBeEnabled());
    await userEvent.click(screen.getByRole('button', { name: field }));
    await userEvent.click(await screen.findByRole('option', { name: option }));
  }

  it('ask for everything that a decision needs, with lists by lines', async () => {
    render(<Form<DraftDecision> field={DecisionAnswersField} />);
    await choose(/Repository/, 'connectly/checkout');
    await choose(/Owner/, 'payments');
    await type('Title', 'Queues for orders');
    await type('Context and problem', 'Slow.');
    await type('Considered options', 'A queue{enter}{enter}A call ');
    await choose(/Chosen option/, 'A call');
    await type('Because …', 'it is there.');
    await type('Good, because …', 'no queue');
    const { date, ...answers } = sent as DraftDecision;
    expect(answers).toEqual({
      repository: 'connectly/checkout', owner: 'group:default/payments', title: 'Queues for orders', fileName: '', context: 'Slow.',
      options: ['A queue', 'A call'], chosen: 'A call', reason: 'it is there.', good: ['no queue'], bad: [],
    });
    expect(parseDecisionAnswers(sent)).toMatchObject({ ok: true });
    // an option that is gone is chosen no more
    await userEvent.clear(screen.getByRole('textbox', { name: 'Considered options' }));
    expect(sent).toMatchObject({ options: [], chosen: '' });
  }, 30_000);

  it('offer each repository once that the person sees', async () => {
    render(<Form<DraftDecision> field={DecisionAnswersField} />);
    await waitFor(() => expect(screen.getByRole('button', { name: /Repository/ })).toBeEnabled());
    await userEvent.click(screen.getByRole('button', { name: /Repository/ }));
    const options = await screen.findAllByRole('option');
    expect(options.map(option => option.textContent)).toEqual(['connectly/checkout', 'connectly/platform']);
  });

  it('ask for everything that a module needs', async () => {
    render(<Form<DraftModule> field={ModuleAnswersField} />);
    await type('Name', 'message-topic');
    await type('Title', 'Message topic');
    await type('Description', 'Topic for events.');
    await choose(/Owner/, 'payments');
    expect(parseModuleAnswers(sent)).toMatchObject({ ok: true });
  }, 30_000);

  it.each([
    ['decision', <Form<DraftDecision> key="d" field={DecisionAnswersField} rawErrors={['refused']} />, 7],
    ['module', <Form<DraftModule> key="m" field={ModuleAnswersField} rawErrors={['refused']} />, 4],
    ['waiver', <Form<DraftWaiver> key="w" field={WaiverAnswersField} rawErrors={['refused']} />, 6],
  ])('name each answer of a %s that is missing, once Next was refused', async (_, form, count) => {
    render(form);
    const alert = await screen.findByRole('alert');
    await waitFor(() => expect(within(alert).getAllByRole('listitem')).toHaveLength(count));
    expect(alert).toHaveTextContent('Owner: Fill in the field.');
  });

  it('bring a draft back that was not sent, from the review too', async () => {
    const first = await render(<Form<DraftModule> field={ModuleAnswersField} />);
    await type('Name', 'message-topic');
    first.unmount();
    const second = await render(review(ModuleReviewField, { name: 'message-topic' }));
    await screen.findByRole('button', { name: 'infrastructure/modules/message-topic/main.tf' });
    second.unmount();
    const third = await render(<Form<DraftModule> field={ModuleAnswersField} />);
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('message-topic'));
    third.unmount();
    forgetSentDraft('template:default/adr', person);
    expect(sessionStorage).toHaveLength(1);
    forgetSentDraft('template:default/module', person);
    expect(sessionStorage).toHaveLength(0);
  });

  it('say while typing that the name of a module is taken, and refuse it with Next', async () => {
    api.taken = ['rds'];
    render(<Form<DraftModule> field={ModuleAnswersField} />);
    await type('Name', 'rds');
    expect(await screen.findByText(/PLT-105: rds is taken by a module/)).toBeInTheDocument();
    await type('Name', '-2');
    expect(await screen.findByText('rds-2 is free.')).toBeInTheDocument();
    const good = { name: 'rds', title: 'Topic', description: 'Topic for events.', owner: 'payments', date: '2026-11-28' };
    const validation = { addError: jest.fn() };
    const apiHolder = { get: (ref: { id: string }) => (ref.id === platformApiRef.id ? api : undefined) };
    await validateModuleAnswers(good, validation as never, { apiHolder } as never);
    expect(validation.addError).toHaveBeenCalledTimes(1);
    await validateModuleAnswers({ ...good, name: 'rds-2' }, validation as never, { apiHolder } as never);
    expect(validation.addError).toHaveBeenCalledTimes(1);
  });

  it('ask for everything that a waiver needs', async () => {
    const { last } = waiverEnds(new Date().toISOString().slice(0, 10));
    render(<Form<DraftWaiver> field={WaiverAnswersField} />);
    await choose(/Rule/, 'POL-003: Nothing but a web port is open to the Internet');
    await choose(/Service or stack/, 'checkout');
    await choose(/Owner/, 'payments');
    await userEvent.click(screen.getByRole('radio', { name: 'dev' }));
    await type('Resources', 'module.partner.**');
    await type('Reason', 'They move in January.');
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAttribute('placeholder', 'checkout-pol-003');
    await type('Last day', last);
    expect(sent).toEqual({
      rule: 'POL-003', service: 'checkout', environment: 'dev', address: 'module.partner.**', owner: 'group:default/payments',
      reason: 'They move in January.', expires: last, name: '',
    });
    expect(parseWaiverAnswers(sent, new Date().toISOString().slice(0, 10))).toMatchObject({ ok: true });
  }, 30_000);

  it('offer services by their repository and stacks as the policies know them', async () => {
    render(<Form<DraftWaiver> field={WaiverAnswersField} />);
    await waitFor(() => expect(screen.getByRole('button', { name: /Service or stack/ })).toBeEnabled());
    await userEvent.click(screen.getByRole('button', { name: /Service or stack/ }));
    const options = await screen.findAllByRole('option');
    expect(options.map(option => option.textContent)).toEqual(['checkout', 'stacks/network']);
  });

  it.each([
    ['decisions', <Form<DraftDecision> key="d" field={DecisionAnswersField} />],
    ['modules', <Form<DraftModule> key="m" field={ModuleAnswersField} />],
    ['waivers', <Form<DraftWaiver> key="w" field={WaiverAnswersField} />],
    ['services', <Form<DraftAnswers> key="s" field={ServiceAnswersField} />],
    ['services', <Form<string> key="u" field={UndoServiceField} />],
  ])('say before anything is typed who may not make %s, who may, and what to do', async (what, form) => {
    allowed = false;
    render(form);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(new RegExp(`Your role cannot (create|propose|undo) ${what}`));
    expect(alert).toHaveTextContent(/PLT-601: People in a service team .* can/);
    expect(alert).toHaveTextContent(/Ask somebody in the team/);
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
  });

  it('undo no service before somebody ticks the box', async () => {
    const Undo = () => {
      const [confirmed, setConfirmed] = useState<boolean>();
      const given = { formData: confirmed, idSchema: { $id: 'confirmed' }, onChange: setConfirmed };
      return <UndoConfirmationField {...(given as unknown as FieldExtensionComponentProps<boolean>)} />;
    };
    render(<Undo />);
    const box = await screen.findByRole('checkbox', { name: /Yes, remove/ });
    expect(box).not.toBeChecked();
    await userEvent.click(box);
    expect(box).toBeChecked();
    const validation = { addError: jest.fn() };
    const apiHolder = { get: () => undefined };
    for (const confirmed of [undefined, false]) await validateUndoConfirmation(confirmed as boolean, validation as never, { apiHolder } as never);
    expect(validation.addError).toHaveBeenCalledTimes(2);
    await validateUndoConfirmation(true, validation as never, { apiHolder } as never);
    expect(validation.addError).toHaveBeenCalledTimes(2);
  });

  it('take the name of a service that the catalog does not have', async () => {
    render(<Form<string> field={UndoServiceField} />);
    await userEvent.type(await screen.findByRole('combobox', { name: /Service/ }), 'ledger{Tab}');
    expect(sent).toBe('ledger');
    const validation = { addError: jest.fn() };
    await validateUndoService('ledger', validation as never, { apiHolder: { get: () => undefined } } as never);
    expect(validation.addError).not.toHaveBeenCalled();
    await validateUndoService('', validation as never, { apiHolder: { get: () => undefined } } as never);
    expect(validation.addError).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['decision', DecisionReviewField, /This is what Propose commits/, /In connectly\/platform, from the branch adr\/0019/],
    ['module', ModuleReviewField, /This is what Create commits/, /In connectly\/platform, from the branch module\/topic/],
    ['waiver', WaiverReviewField, /This is what Propose commits/, /In connectly\/platform, from the branch waiver\/x/],
  ])('show the files of a %s and where they go, or why not', async (_, Field, title, place) => {
    api.failures = [new Error('The forge is away.')];
    render(review(Field, { name: 'topic' }));
    expect(await screen.findByText(/The forge is away/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(screen.getByText(place)).toBeInTheDocument();
  });
});
