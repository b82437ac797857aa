/** The template of this repository in the scaffolder's own form: who says what, and in which language. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { createApiFactory } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { FieldExtensionOptions, ScaffolderFieldExtensions, useCustomFieldExtensions } from '@backstage/plugin-scaffolder-react';
import { Stepper } from '@backstage/plugin-scaffolder-react/alpha';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { parse } from 'yaml';
import { completeAnswers, InMemoryPlatformApi } from '../__testUtils__/InMemoryPlatformApi';
import { DraftAnswers, platformApiRef } from '../api';
import { ServiceAnswersFieldExtension, ServiceReviewFieldExtension } from '../legacy';

const template = parse(readFileSync(join(__dirname, '../../../../templates/service/template.yaml'), 'utf8'));
const manifest = {
  title: template.metadata.title,
  steps: template.spec.parameters.map((schema: { title: string }) => ({ title: schema.title, schema })),
};
const fields = (
  <ScaffolderFieldExtensions>
    <ServiceAnswersFieldExtension />
    <ServiceReviewFieldExtension />
  </ScaffolderFieldExtensions>
);

function Wizard({ answers }: { answers: DraftAnswers }) {
  const extensions: FieldExtensionOptions<any, any>[] = useCustomFieldExtensions(fields);
  return <Stepper manifest={manifest} extensions={extensions} initialState={{ answers: { ...answers } }} onCreate={async () => {}} />;
}

describe('the template in the scaffolder', () => {
  let api: InMemoryPlatformApi;
  /** Whether the person, who is in no team, may make services for any. */
  let anyTeam: boolean;
  /** Whether the person may make services at all. */
  let mayCreate: boolean;
  beforeEach(() => {
    mayCreate = true;
    anyTeam = true;
    api = new InMemoryPlatformApi();
    sessionStorage.clear();
    localStorage.clear(); // the language of the test before
    // the form scrolls to its top
    jest.spyOn(window, 'scrollTo').mockImplementation();
  });
  afterEach(() => jest.restoreAllMocks());

  function open(answers: DraftAnswers, language = 'en') {
    const app = createApp({
      apis: [
        createApiFactory(catalogApiRef, catalogApiMock()),
        createApiFactory(platformApiRef, api),
        createApiFactory(permissionApiRef, {
          authorize: async ({ permission }) => ({
            result: mayCreate && (anyTeam || permission.name === 'platform.service.create') ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
          }),
        }),
      ],
      __experimentalTranslations: { availableLanguages: ['en', 'ko'], defaultLanguage: language },
      configLoader: async () => [
        { context: 'test', data: { app: { baseUrl: 'http://localhost' }, backend: { baseUrl: 'http://portal.example' } } },
      ],
    });
    const Root = app.createRoot(
      <AppRouter>
        <FlatRoutes>
          <Route path="/" element={<Wizard answers={answers} />}>
            {fields}
          </Route>
        </FlatRoutes>
      </AppRouter>,
    );
    render(<Root />);
  }
  const next = async () => userEvent.click(await screen.findByRole('button', { name: 'Next' }));
  const text = () => document.body.textContent ?? '';
  const times = (pattern: RegExp) => text().match(pattern)?.length ?? 0;

  it.each([
    ['en', /Name: Fill in the field\./g, /Cost centre: Empty, or 2 to 5 capital letters/g, 'needed another look when you pressed Next: what is left to change is said below.'],
    ['ko', /이름: 빈칸을 채우세요\./g, /비용 센터: 비워 두거나, 영어 대문자/g, '다음을 눌렀을 때 고칠 것이 있었습니다. 남은 것은 아래에 있습니다.'],
  ])('says in %s and once what is refused, and stays', async (language, name, costCenter, summary) => {
    open({ ...completeAnswers, name: undefined, costCenter: 'finance' }, language);
    await next();
    const alert = await screen.findByRole('alert', undefined, { timeout: 10_000 });
    // the library says it in English when nobody says it otherwise
    expect(screen.queryAllByText(/Required/).length > 0).toBe(language === 'en');
    expect(within(alert).getAllByRole('listitem')).toHaveLength(2);
    expect([times(name), times(costCenter)]).toEqual([1, 1]);
    expect(screen.getAllByText(new RegExp(summary))).toHaveLength(1);
    // neither our own English for machines, nor that of the schema
    expect(text()).not.toMatch(/PLT-|breaks its rule|must have required/);
    expect(screen.queryByText('terraform/dev/main.tf')).not.toBeInTheDocument();
  });

  it('stays when the name is taken, which is said beside the name', async () => {
    api.taken = ['ledger'];
    open(completeAnswers);
    await next();
    expect(await screen.findByText(/PLT-105: ledger is taken/)).toBeInTheDocument();
    expect(await screen.findByText(/needed another look/)).toBeInTheDocument();
    expect(times(/taken/g)).toBe(1);
  });

  it('stays when the team is not the person’s own, which is said beside the team', async () => {
    anyTeam = false;
    open(completeAnswers);
    await next();
    expect(await screen.findByText(/needed another look/)).toBeInTheDocument();
    expect(screen.getByText(/You are not in group:default\/payments/)).toBeInTheDocument();
    expect(screen.queryByText('# terraform/dev/main.tf')).not.toBeInTheDocument();
  });

  it('offers nothing to press to whom it refuses', async () => {
    mayCreate = false;
    const style = document.createElement('style');
    style.textContent = readFileSync(join(__dirname, 'MayCreate.module.css'), 'utf8');
    document.head.append(style);
    open({});
    expect(await screen.findByText('Your role cannot create services')).toBeInTheDocument();
    // by their text: what is not shown has no role
    expect(screen.getByText('Next').closest('button')).not.toBeVisible();
    expect(screen.getByText('Back').closest('button')).not.toBeVisible();
    expect(screen.getByRole('link', { name: /PLT-601/ })).toBeVisible();
    style.remove();
  });

  it('goes on with good answers', async () => {
    open(completeAnswers);
    await next();
    expect(await screen.findByText('# terraform/dev/main.tf')).toBeInTheDocument();
  });
});
