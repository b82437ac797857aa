import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryTerraformApi } from '../../__testUtils__/InMemoryTerraformApi';
import { renderPortal, violationsOf } from '../../__testUtils__/renderPortal';
import { aDirectory, aModule, aVariable, aVersion } from '../../__testUtils__/samples';

const summary = (version: string) => ({ version, released: true, commit: `c0ffee${version}`, findings: 0 });

function apiWith() {
  const versions = [
    aVersion({ version: '1.0.0', directory: aDirectory({ variables: [aVariable({ name: 'log_bucket', required: true })] }) }),
    aVersion({
      version: '1.1.0',
      directory: aDirectory({
        variables: [aVariable({ name: 'log_bucket', required: true }), aVariable({ name: 'idle_seconds', type: 'number', default: 60 })],
      }),
    }),
    aVersion({
      version: '2.0.0',
      directory: aDirectory({
        variables: [
          aVariable({
            name: 'access_logs_bucket',
            required: true,
            validations: [{ condition: 'false', errorMessage: 'x' }],
          }),
          aVariable({
            name: 'idle_seconds',
            type: 'number',
            default: 60,
            validations: [{ condition: 'var.idle_seconds > 0', errorMessage: '<img src=x onerror="window.owned=1"> `@everybody`\n# big' }],
          }),
        ],
      }),
      upgrades: { 2: '# To 2\n\nRename `log_bucket`.\n\n<script>window.owned = true</script>\n\n[bad](javascript:alert(1))' },
    }),
  ];
  const api = new InMemoryTerraformApi();
  api.versions = versions;
  api.modules = [aModule({ latest: versions[2], versions: ['2.0.0', '1.1.0', '1.0.0'].map(summary) })];
  return api;
}

describe('two versions of a module', () => {
  it('are compared by weight, with words for the pull request and the notes of the way', async () => {
    const { container } = renderPortal({ api: apiWith(), path: '/modules/rds?tab=compare' });
    const table = within(await screen.findByRole('table', { name: 'Changes of the interface' }));
    expect(screen.getByRole('heading', { name: 'What changes from 1.1.0 to 2.0.0' })).toBeInTheDocument();
    expect(screen.getByText('Callers must act: something that they rely on changes.')).toBeInTheDocument();
    const rows = table.getAllByRole('row').slice(1).map(row => row.textContent);
    expect(rows).toEqual([
      'BreakingInputThe input access_logs_bucket is new and required.',
      'BreakingInputidle_seconds has another rule: <img src=x onerror="window.owned=1"> \'@everybody\' # big',
      'BreakingInputThe input log_bucket is gone.',
    ]);
    const words = screen.getByRole('group', { name: 'Description of 1.1.0 to 2.0.0' });
    expect(words.querySelector('pre')!.textContent).toBe(
      [
        '`rds` 1.1.0 → 2.0.0',
        '',
        '**Breaking**',
        '',
        '- The input `access_logs_bucket` is new and required.',
        '- `idle_seconds` has another rule: `<img src=x onerror="window.owned=1"> \'@everybody\' # big`',
        '- The input `log_bucket` is gone.',
        '',
        'Upgrade notes: http://forge.example/connectly/platform/blob/c0ffee2.0.0/infrastructure/modules/rds/UPGRADE-2.md',
        '',
      ].join('\n'),
    );
    expect(screen.getByRole('heading', { name: 'Upgrading to version 2' })).toBeInTheDocument();
    expect(container.querySelector('script, img, [onerror]')).toBeNull();
    expect(screen.queryByRole('link', { name: 'bad' })).not.toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
  });

  it('are any two that somebody chooses', async () => {
    renderPortal({ api: apiWith(), path: '/modules/rds?tab=compare&from=1.0.0&to=1.1.0' });
    const table = within(await screen.findByRole('table', { name: 'Changes of the interface' }));
    expect(table.getByText('Addition')).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: 'Upgrading to version 2' })).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /To$/ }));
    await userEvent.click(await screen.findByRole('option', { name: '1.0.0' }));
    expect(await screen.findByText('Inputs, outputs, addresses and requirements are the same.')).toBeInTheDocument();
  });

  it('say so when authors raise the major version of an interface that looks the same', async () => {
    const api = apiWith();
    const upgrades = { 2: '# To 2\n\nImport the log groups.' };
    const latest = aVersion({ version: '2.0.0', upgrades });
    api.versions = [aVersion({ version: '1.0.0' })];
    api.modules = [aModule({ latest, versions: ['2.0.0', '1.0.0'].map(summary) })];
    renderPortal({ api, path: '/modules/rds?tab=compare' });
    expect(await screen.findByText(/its authors raised the major version/)).toBeInTheDocument();
    expect(screen.getByText('Import the log groups.')).toBeInTheDocument();
  });

  it('need a second one', async () => {
    const api = new InMemoryTerraformApi();
    api.modules = [aModule()];
    renderPortal({ api, path: '/modules/rds?tab=compare' });
    expect(await screen.findByText(/one version only/)).toBeInTheDocument();
  });
});
