import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryTerraformApi } from '../../__testUtils__/InMemoryTerraformApi';
import { renderPortal, violationsOf } from '../../__testUtils__/renderPortal';
import { aDirectory, aModule, aVariable, aVersion } from '../../__testUtils__/samples';

const version = aVersion({
  directory: aDirectory({
    variables: [
      aVariable({ name: 'name', required: true }),
      aVariable({ name: 'engine', default: 'postgres' }),
      aVariable({ name: 'multi_az', type: 'bool', default: true }),
      aVariable({ name: 'storage_gib', type: 'number', default: 20 }),
      aVariable({ name: 'ports', type: 'list(number)', default: [] }),
      aVariable({ name: 'routes', type: 'map(object({ port = number }))', default: {} }),
      aVariable({ name: 'password', required: true, sensitive: true }),
      aVariable({ name: 'vpc_id', required: true }),
      aVariable({ name: 'tags', type: 'map(string)', default: {}, description: 'The output `tags` of common-tags.' }),
      aVariable({ name: 'target_group', default: '' }),
    ],
  }),
  manifest: {
    ...aVersion().manifest,
    wiring: {
      vpc_id: { contract: 'network', value: 'vpc_id' },
      tags: { module: 'common-tags', output: 'tags' },
      target_group: { module: 'alb', output: 'target_group' },
    },
  },
});

function apiWith() {
  const api = new InMemoryTerraformApi();
  api.modules = [aModule({ latest: version })];
  const scalar = (kind: 'string' | 'number' | 'bool') => ({ kind });
  api.inputs = [
    { name: 'name', type: scalar('string') },
    { name: 'engine', type: scalar('string'), choices: ['postgres', 'mysql'] },
    { name: 'multi_az', type: scalar('bool') },
    { name: 'storage_gib', type: scalar('number') },
    { name: 'ports', type: { kind: 'list', element: scalar('number') } },
    { name: 'routes', type: { kind: 'map', element: { kind: 'object', attributes: [] } } },
    { name: 'password', type: scalar('string') },
    { name: 'vpc_id', type: scalar('string') },
    { name: 'tags', type: { kind: 'map', element: scalar('string') } },
    { name: 'target_group', type: scalar('string') },
  ];
  api.answer = draft => ({
    problems: [
      ...(draft.values.name ? [] : [{ input: 'name', kind: 'missing' as const }]),
      ...(draft.values.name === 'UP' ? [{ input: 'name', kind: 'rule' as const, message: 'name must be lower-case.' }] : []),
    ],
    untold: draft.values.engine ? [{ input: 'engine', message: 'engine must exist.' }] : [],
    files: [{ path: 'main.tf', text: `module "${draft.call}" {\n}\n` }],
  });
  return api;
}

describe('the form of a call', () => {
  it('sends what is typed by the type of its input, and nothing that was left alone', async () => {
    const api = apiWith();
    const { container } = renderPortal({ api, path: '/modules/rds?tab=use' });
    const field = (name: string) => screen.findByRole('textbox', { name: new RegExp(`^${name}`) });
    expect(await screen.findByText('Still needed: name')).toBeInTheDocument();
    expect(api.drafts.at(-1)).toEqual({ call: 'rds', values: {}, wired: ['vpc_id', 'tags'] });
    expect(await violationsOf(container)).toEqual([]);

    await userEvent.type(await field('name'), 'ledger');
    await userEvent.type(await field('storage_gib'), '40');
    await userEvent.type(await field('ports'), '80\n443');
    await userEvent.click(await field('routes'));
    await userEvent.paste('{"a": {"port": 1}}');
    await userEvent.click(screen.getByRole('button', { name: /engine/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'mysql' }));
    await userEvent.click(screen.getByRole('button', { name: /multi_az/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'false' }));
    await userEvent.click(screen.getByRole('switch', { name: 'vpc_id from contract network, value vpc_id' }));
    await userEvent.type(await field('vpc_id'), 'vpc-1');
    await waitFor(() =>
      expect(api.drafts.at(-1)).toEqual({
        call: 'rds',
        values: {
          name: 'ledger', engine: 'mysql', multi_az: false, storage_gib: 40, ports: [80, 443], routes: { a: { port: 1 } }, vpc_id: 'vpc-1',
        },
        wired: ['tags'],
      }),
    );
    expect(await screen.findByText('Every input keeps its rules')).toBeInTheDocument();
    expect(screen.getByText('Only Terraform can check these rules')).toBeInTheDocument();
    // a secret has no field
    expect(screen.queryByRole('textbox', { name: /^password/ })).not.toBeInTheDocument();
    expect(screen.getByText(/^password is secret/)).toBeInTheDocument();
  });

  it('says which other module a connected input is read of, and shows no marks of code in its description', async () => {
    renderPortal({ api: apiWith(), path: '/modules/rds?tab=use' });
    const status = await screen.findByText(/^The call reads module\.common_tags/);
    expect(screen.getByRole('link', { name: 'Where it is missing: how to call common-tags' })).toHaveAttribute('href', '/modules/common-tags');
    expect(screen.queryByText(/module\.alb/)).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('switch', { name: /^tags from module common-tags/ }));
    expect(await screen.findByText(/^The output tags of common-tags\. As JSON/)).toBeInTheDocument();
    expect(status).not.toBeInTheDocument();
  });

  it('says at the field what is wrong, and what is no JSON before it is sent', async () => {
    const api = apiWith();
    const { container } = renderPortal({ api, path: '/modules/rds?tab=use' });
    const name = await screen.findByRole('textbox', { name: /^name/ });
    await userEvent.type(name, 'UP');
    await waitFor(() => expect(name).toHaveAccessibleDescription(expect.stringContaining('name must be lower-case.')));
    expect(name).toBeInvalid();
    const routes = screen.getByRole('textbox', { name: /^routes/ });
    await userEvent.click(routes);
    await userEvent.paste('{"a": ');
    await waitFor(() => expect(routes).toHaveAccessibleDescription(expect.stringContaining('This is not JSON.')));
    const call = screen.getByRole('textbox', { name: /^Name of the call/ });
    await userEvent.clear(call);
    await userEvent.type(call, 'x"] {{');
    await waitFor(() => expect(call).toBeInvalid());
    expect(api.drafts.every(draft => !('routes' in draft.values) && /^[a-z]+$/.test(draft.call))).toBe(true);
    expect(await violationsOf(container)).toEqual([]);
  });

  it('is not there for a version that nothing can be pinned to', async () => {
    const api = apiWith();
    api.modules = [aModule({ latest: version, released: false, versions: [{ version: '2.0.0', released: false, commit: 'c', findings: 0 }] })];
    renderPortal({ api, path: '/modules/rds?tab=use' });
    const main = within(document.body);
    expect(await main.findByText(/no release tag yet/)).toBeInTheDocument();
    expect(api.drafts).toEqual([]);
  });
});
