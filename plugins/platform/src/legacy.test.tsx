import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  FieldExtensionComponentProps,
  FieldExtensionOptions,
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { createApiFactory } from '@backstage/core-plugin-api';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ComponentType, useState } from 'react';
import { Route } from 'react-router-dom';
import { DraftAnswers } from './api';
import { ServiceAnswersFieldExtension, ServiceReviewFieldExtension } from './legacy';

const fields = (
  <ScaffolderFieldExtensions>
    <ServiceAnswersFieldExtension />
    <ServiceReviewFieldExtension />
  </ScaffolderFieldExtensions>
);

/** The scaffolder's side: it finds a field by the name in the template and gives it its value. */
function Form() {
  const found: FieldExtensionOptions<any, any>[] = useCustomFieldExtensions(fields);
  const [answers, setAnswers] = useState<DraftAnswers>({});
  const Answers = found.find(field => field.name === 'ServiceAnswers')?.component as ComponentType<
    Partial<FieldExtensionComponentProps<DraftAnswers>>
  >;
  return (
    <>
      <p>{found.map(field => field.name).join(', ')}</p>
      <Answers
        formData={answers}
        idSchema={{ $id: 'answers' } as FieldExtensionComponentProps<DraftAnswers>['idSchema']}
        onChange={value => setAnswers(value ?? {})}
      />
    </>
  );
}

describe('the entry for the old frontend system', () => {
  afterEach(() => jest.restoreAllMocks());

  it('gives the scaffolder the same fields, with the backend behind them', async () => {
    const asked = jest.spyOn(global, 'fetch').mockImplementation(
      async () =>
        new Response(JSON.stringify({ available: false, code: 'PLT-105', reason: 'ledger is taken.' }), {
          headers: { 'content-type': 'application/json' },
        }),
    );
    const app = createApp({
      apis: [createApiFactory(catalogApiRef, catalogApiMock())],
      configLoader: async () => [
        {
          context: 'test',
          data: { app: { baseUrl: 'http://localhost' }, backend: { baseUrl: 'http://portal.example' } },
        },
      ],
    });
    const Root = app.createRoot(
      <AppRouter>
        <FlatRoutes>
          <Route path="/" element={<Form />}>
            {fields}
          </Route>
        </FlatRoutes>
      </AppRouter>,
    );
    render(<Root />);
    expect(await screen.findByText('ServiceAnswers, ServiceReview')).toBeInTheDocument();
    await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), 'ledger');
    expect(await screen.findByText(/ledger is taken/)).toBeInTheDocument();
    expect(asked.mock.calls.map(([address]) => String(address))).toContain(
      'http://portal.example/api/platform/services/ledger/availability',
    );
  });
});
