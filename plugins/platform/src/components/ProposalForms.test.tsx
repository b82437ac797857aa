import { identityApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { parseDecisionAnswers, parseModuleAnswers } from '@connectly/plugin-platform-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ComponentType, useState } from 'react';
import { InMemoryPlatformApi } from '../__testUtils__/InMemoryPlatformApi';
import { DraftDecision, DraftModule, platformApiRef } from '../api';
import { DecisionAnswersField, DecisionReviewField } from './DecisionForm';
import { ModuleAnswersField, ModuleReviewField } from './ModuleForm';

const person = 'user:default/jiwoo';
const entities = [
  { apiVersion: 'backstage.io/v1beta1', kind: 'Group', metadata: { name: 'payments' }, spec: { type: 'team', children: [] } },
  ...['platform', 'checkout', 'platform'].map((repository, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: `c${index}`, annotations: { 'platform.connectly.io/repository': `connectly/${repository}` } },
  })),
];

describe('the forms of proposals', () => {
  let api: InMemoryPlatformApi;
  let sent: object;
  beforeEach(() => {
    api = new InMemoryPlatformApi();
    sent = {};
    sessionStorage.clear();
  });

  /** The scaffolder's side of a field. */
  function Form<Draft extends object>(props: {
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
  ])('name each answer of a %s that is missing, once Next was refused', async (_, form, count) => {
    render(form);
    const alert = await screen.findByRole('alert');
    await waitFor(() => expect(within(alert).getAllByRole('listitem')).toHaveLength(count));
    expect(alert).toHaveTextContent('Title: Fill in the field.');
  });

  it('bring a draft back that was not proposed, and forget it with the review', async () => {
    const first = await render(<Form<DraftModule> field={ModuleAnswersField} />);
    await type('Name', 'message-topic');
    first.unmount();
    const second = await render(<Form<DraftModule> field={ModuleAnswersField} />);
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Name' })).toHaveValue('message-topic'));
    second.unmount();
    const third = await render(review(ModuleReviewField, { name: 'message-topic' }));
    await screen.findByRole('button', { name: 'infrastructure/modules/message-topic/main.tf' });
    third.unmount();
    render(<Form<DraftModule> field={ModuleAnswersField} />);
    expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveValue('');
  });

  it.each([
    ['decision', DecisionReviewField, /This is what Propose commits/, /In connectly\/platform, from the branch adr\/0019/],
    ['module', ModuleReviewField, /This is what Create commits/, /In connectly\/platform, from the branch module\/topic/],
  ])('show the files of a %s and where they go, or why not', async (_, Field, title, place) => {
    api.failures = [new Error('The forge is away.')];
    render(review(Field, { name: 'topic' }));
    expect(await screen.findByText(/The forge is away/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(screen.getByText(place)).toBeInTheDocument();
  });
});
