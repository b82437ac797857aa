import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { ReviewState } from '@backstage/plugin-scaffolder-react/alpha';
import { cleanup, screen } from '@testing-library/react';
import { createElement } from 'react';
import { parse } from 'yaml';
import { saveDraft, readDraft } from '../components/savedDraft';
import { describeRefusal } from './describeRefusal';
import { inLanguage } from './inLanguage';
import { PortalScaffolderClient } from './PortalScaffolderClient';

const person = 'user:default/jiwoo';

describe('the scaffolder of the portal', () => {
  let answer: () => Response;
  let asked: { url: string; body: unknown }[];
  let language: 'en' | 'ko';
  let teams: () => Promise<{ ref: string; title: string }[]>;
  const json = (body: object, status: number) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  beforeEach(() => {
    asked = [];
    language = 'en';
    teams = async () => [{ ref: 'group:default/payments', title: 'Payments' }, { ref: 'group:default/platform', title: 'Platform' }];
    sessionStorage.clear();
  });

  const create = () =>
    new PortalScaffolderClient({
      discoveryApi: { getBaseUrl: async () => 'http://portal.example/api/scaffolder' },
      fetchApi: {
        fetch: async (url, init) => {
          asked.push({ url: String(url), body: init?.body && JSON.parse(String(init.body)) });
          return answer();
        },
      },
      identityApi: { getBackstageIdentity: async () => ({ type: 'user', userEntityRef: person, ownershipEntityRefs: [] }) } as never,
      scmIntegrationsApi: {} as ScmIntegrationRegistry,
      language: () => language,
      teams: () => teams(),
      describe: (error, isKept) => describeRefusal(error, isKept, mockApis.translation()),
    });
  const send = (template = 'adr') => create().scaffold({ templateRef: `template:default/${template}`, values: { answers: { title: 'A · 나' } } });

  it('sends answers as they are, and forgets their draft once they are sent', async () => {
    const owner = { form: 'decision', person } as const;
    saveDraft(owner, { title: 'x' });
    answer = () => json({ error: { name: 'NotAllowedError', message: '' } }, 403);
    await expect(send()).rejects.toThrow();
    expect(readDraft(owner)).toEqual({ title: 'x' });
    answer = () => json({ id: 'task' }, 201);
    expect(await send()).toEqual({ taskId: 'task' });
    expect(asked[1]).toEqual({
      url: 'http://portal.example/api/scaffolder/v2/tasks',
      body: { templateRef: 'template:default/adr', values: { answers: { title: 'A · 나' } } },
    });
    expect(readDraft(owner)).toBeUndefined();
  });

  it.each([
    ['a role', 403, { error: { name: 'NotAllowedError', message: 'Unauthorized' } }, /^PLT-601: You may not do this\. Ask the platform team/],
    ['answers that do not fit', 400, { errors: [{ stack: 'instance.answers requires property "name"' }] }, /^PLT-102: An answer breaks its rule\. Change/],
    [
      'what the suite refuses', 409, { error: { name: 'ConflictError', message: 'PLT-105: It is taken. No.', code: 'PLT-105', next: 'No.' } },
      /^PLT-105: The name is taken\. It is taken\. Choose another name/,
    ],
  ])('says of a refusal of %s what it is and what to do, without JSON', async (_, status, body, words) => {
    answer = () => json({ ...body, response: { statusCode: status } }, status);
    const error: Error = await send().then(() => undefined, refusal => refusal);
    expect(error.message).toMatch(words);
    expect(error.message).toMatch(/Your answers are kept/);
    expect(error.message).not.toMatch(/[{}"]|Backend request failed/);
    await expect(send('undo-service')).rejects.toThrow(/Reload the page to try again\.$/);
  });

  it.each([
    ['en', 'New service', 'Small', 'Confirm'],
    ['ko', '새 서비스', '작음', '확인'],
  ] as const)('gives the form of a template in %s', async (reader, title, name, button) => {
    language = reader;
    const size = { enum: ['small'], enumNames: ['Small · 작음'], default: 'A · b' };
    answer = () =>
      json(
        {
          title: 'New service · 새 서비스',
          presentation: { buttonLabels: { reviewButtonText: 'Confirm · 확인' } },
          steps: [{ title: 'New service · 새 서비스', schema: { properties: { size } } }],
        },
        200,
      );
    expect(await create().getTemplateParameterSchema('template:default/service')).toEqual({
      title,
      presentation: { buttonLabels: { reviewButtonText: button } },
      steps: [{ title, schema: { properties: { size: { ...size, enumNames: [name] } } } }],
    });
  });

  const confirm = async (owner: string) => {
    const template = parse(readFileSync(join(__dirname, '../../../../templates/waiver/template.yaml'), 'utf8'));
    const steps = template.spec.parameters.map((schema: { title: string }) => ({ title: schema.title, schema }));
    answer = () => json({ title: 'Waiver', steps }, 200);
    const manifest = await create().getTemplateParameterSchema('template:default/waiver');
    const schemas = manifest.steps.map(({ schema, title }) => ({ title, schema, mergedSchema: schema, uiSchema: {} }));
    renderInTestApp(createElement(ReviewState, { schemas, formState: { answers: { owner } } }));
    return await screen.findByText('Owner').then(title => title.closest('tr')?.textContent);
  };

  it('shows a team by its name where answers are confirmed, and as it was typed where nobody knows its name', async () => {
    expect(await confirm('group:default/payments')).toBe('OwnerPayments');
    cleanup();
    expect(await confirm('group:default/other')).toBe('Ownergroup:default/other');
    cleanup();
    teams = async () => Promise.reject(new Error('The catalog is away'));
    expect(await confirm('group:default/payments')).toBe('Ownergroup:default/payments');
  });

  it('gives the steps of a task in the language of the reader, and its answers as they are', async () => {
    const spec = { steps: [{ id: 'x', name: 'Open · 열기' }], parameters: { title: 'A · 나' } };
    answer = () => json({ id: 'task', spec }, 200);
    expect((await create().getTask('task')).spec).toEqual({ steps: [{ id: 'x', name: 'Open' }], parameters: { title: 'A · 나' } });
  });

  it.each([
    ['Name', 'Name', 'Name'],
    ['PostgreSQL · MySQL', 'PostgreSQL · MySQL', 'PostgreSQL · MySQL'],
    ['이름 · Name', '이름 · Name', '이름 · Name'],
    ['1. Open it. · 여세요.\n2. Merge. · 병합하세요.', '1. Open it.\n2. Merge.', '1. 여세요.\n2. 병합하세요.'],
    ['- repository connectly/x', '- repository connectly/x', '- repository connectly/x'],
  ])('reads %j as %j and %j', (text, english, korean) => {
    expect([inLanguage(text, 'en'), inLanguage(text, 'ko')]).toEqual([english, korean]);
  });
});
