import { NotFoundError, ResponseError } from '@backstage/errors';
import { DocumentSummary } from '@connectly/plugin-handbook-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryTerraformApi } from '../../__testUtils__/InMemoryTerraformApi';
import { renderPortal, violationsOf } from '../../__testUtils__/renderPortal';
import {
  aDirectory,
  aModule,
  aUsage,
  aVariable,
  aVersion,
} from '../../__testUtils__/samples';

const hostileReadme = [
  '# rds',
  '',
  '## Before ####',
  '<script>window.owned = true</script>',
  '<img src="https://evil.example/pixel" onerror="window.owned = true">',
  '',
  '[script](javascript:alert(1)) [data](data:text/html,<script>) [host](//evil.example/x)',
  '[outside](https://example.com/page) [sibling](../alb) [notes](UPGRADE-2.md) [away](../../../../../etc/passwd)',
  '',
  '![tracker](https://evil.example/pixel.png)',
  '',
  '#### Deep',
  '',
  '```hcl',
  'name = "<b>not bold</b>"',
  '```',
  '',
  '<!-- BEGIN_TF_DOCS -->',
  'generated table',
  '<!-- END_TF_DOCS -->',
].join('\n');

function apiWith(version = aVersion()): InMemoryTerraformApi {
  const api = new InMemoryTerraformApi();
  api.modules = [aModule({ latest: version }), aModule({ name: 'alb' })];
  return api;
}

describe('the page of a module', () => {
  it('renders a hostile README as text, and fetches nothing for it', async () => {
    const api = apiWith(aVersion({ readme: hostileReadme }));
    const { container } = renderPortal({ api, path: '/modules/rds' });
    await screen.findByRole('heading', { name: 'Deep' });

    expect(container.querySelector('script')).toBeNull();
    expect(container.querySelector('img')).toBeNull();
    expect(container.querySelector('[onerror]')).toBeNull();
    expect(container.textContent).not.toContain('generated table');
    expect(screen.getByText('Image: tracker')).toBeInTheDocument();
    for (const text of ['script', 'data', 'host', 'away']) {
      expect(
        screen.queryByRole('link', { name: text }),
      ).not.toBeInTheDocument();
    }
    expect(screen.getByText('"<b>not bold</b>"')).toBeInTheDocument();
  });

  it('sends links of a README to the portal, to the forge or outside', async () => {
    const api = apiWith(aVersion({ readme: hostileReadme }));
    renderPortal({ api, path: '/modules/rds' });

    const outside = await screen.findByRole('link', { name: 'outside' });
    expect(outside).toHaveAttribute('href', 'https://example.com/page');
    expect(outside).toHaveAttribute('rel', expect.stringContaining('noopener'));
    expect(screen.getByRole('link', { name: 'sibling' })).toHaveAttribute(
      'href',
      '/modules/alb',
    );
    expect(screen.getByRole('link', { name: 'notes' })).toHaveAttribute(
      'href',
      'http://forge.example/connectly/platform/blob/c0ffee00c0ffee00/infrastructure/modules/rds/UPGRADE-2.md',
    );
  });

  it('keeps headings in order, whatever the README does', async () => {
    const api = apiWith(aVersion({ readme: hostileReadme }));
    const { container } = renderPortal({ api, path: '/modules/rds' });
    await screen.findByRole('heading', { name: 'Deep' });

    const levels = [
      ...container.querySelectorAll('h1, h2, h3, h4, h5, h6'),
    ].map(heading => Number(heading.tagName[1]));
    expect(levels[0]).toBe(1);
    levels.reduce((former, level) => {
      expect(level).toBeLessThanOrEqual(former + 1);
      return level;
    });
    expect(await violationsOf(container)).toEqual([]);
  });

  it('says who is asked, and which documents of the handbook name the module', async () => {
    const api = apiWith();
    const aDocument = (kind: DocumentSummary['kind'], path: string, more: Partial<DocumentSummary>) => ({
      repository: 'connectly/platform', path, kind, language: 'en' as const, languages: ['en' as const], title: path, owner: 'group:default/platform',
      about: ['component:default/rds'], tags: [], freshness: 'fresh' as const, findings: 0, ...more,
    });
    api.documents = [
      aDocument('adr', 'docs/adr/0007-x.md', { title: 'Two zones', decision: { number: 7, state: 'accepted', decisionMakers: [], supersedes: [] } }),
      aDocument('troubleshooting', 'docs/troubleshooting/TS-045-x.md', { title: 'Protected', troubleshooting: { entry: 'TS-045', symptom: 'It refuses.' } }),
    ];
    const team = {
      apiVersion: 'backstage.io/v1alpha1', kind: 'Group',
      metadata: { name: 'platform', links: [{ url: 'https://chat.example/platform', title: '#platform' }, { url: 'data:text/html,x', title: 'bad' }] },
      spec: { type: 'team', children: [], profile: { email: 'platform@example.com' } },
    };
    const { container } = renderPortal({ api, path: '/modules/rds', entities: [team] });
    expect(await screen.findByText('TS-045 Protected')).toBeInTheDocument();
    expect(screen.getByText('0007 Two zones')).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'When something goes wrong' })).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'platform@example.com' })).toHaveAttribute('href', 'mailto:platform@example.com');
    expect(screen.getByRole('link', { name: '#platform' })).toHaveAttribute('href', 'https://chat.example/platform');
    expect(screen.queryByText('bad')).not.toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
  });

  it('says nothing of documents in a portal without a handbook', async () => {
    renderPortal({ api: apiWith(), path: '/modules/rds' });
    expect(await screen.findByRole('heading', { name: 'Who to ask' })).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: 'In the handbook' })).not.toBeInTheDocument();
  });

  it('offers a call to copy, with what is required and what is wired', async () => {
    const version = aVersion({
      directory: aDirectory({
        variables: [
          aVariable({ name: 'name', required: true }),
          aVariable({
            name: 'subnet_ids',
            type: 'list(string)',
            required: true,
          }),
          aVariable({ name: 'tags', type: 'map(string)', default: {} }),
          aVariable({ name: 'multi_az', type: 'bool', default: true }),
        ],
      }),
      manifest: {
        ...aVersion().manifest,
        wiring: {
          subnet_ids: {
            contract: 'network',
            value: 'data_subnet_ids',
            list: true,
          },
          tags: { module: 'common-tags', output: 'tags' },
        },
      },
    });
    const user = userEvent.setup();
    const writeText = jest.spyOn(navigator.clipboard, 'writeText');
    renderPortal({ api: apiWith(version), path: '/modules/rds' });
    await user.click(await screen.findByRole('button', { name: /Copy: Call/ }));
    expect(writeText).toHaveBeenCalledWith(`module "rds" {
  source = "git::https://forge.example/connectly/platform.git//infrastructure/modules/rds?ref=rds/v2.0.0"

  name       = ""
  subnet_ids = module.network_contract.list_values["data_subnet_ids"]

  tags = module.common_tags.tags
}
`);
  });

  it('shows the inputs in their groups, with type, default, rules and what is sensitive', async () => {
    const version = aVersion({
      directory: aDirectory({
        variables: [
          aVariable({
            name: 'password',
            required: true,
            sensitive: true,
            description: 'Master password.',
          }),
          aVariable({
            name: 'backup_retention_days',
            type: 'number',
            default: 7,
            validations: [
              {
                condition: 'var.backup_retention_days >= 7',
                errorMessage: 'Backups are kept for 7 days or longer.',
              },
            ],
          }),
          aVariable({
            name: 'autoscaling',
            type: 'object({\n  minimum = number\n})',
            defaultExpression: 'null',
          }),
        ],
      }),
      manifest: {
        ...aVersion().manifest,
        groups: [
          { title: 'Safety', variables: ['backup_retention_days', 'gone'] },
        ],
      },
    });
    const { container } = renderPortal({
      api: apiWith(version),
      path: '/modules/rds?tab=inputs',
    });

    const safety = await screen.findByRole('table', { name: 'Inputs: Safety' });
    const days = within(safety).getByRole('row', {
      name: /backup_retention_days/,
    });
    expect(days).toHaveTextContent('number');
    expect(days).toHaveTextContent('Backups are kept for 7 days or longer.');
    expect(days).toHaveTextContent('var.backup_retention_days >= 7');
    expect(within(safety).queryByText('gone')).not.toBeInTheDocument();

    const others = screen.getByRole('table', { name: 'Inputs: Other inputs' });
    const password = within(others).getByRole('row', { name: /password/ });
    expect(password).toHaveTextContent('Sensitive');
    expect(password).toHaveTextContent('Required');
    expect(
      within(others).getByRole('row', { name: /autoscaling/ }),
    ).toHaveTextContent('object({ minimum = number })');
    expect(await violationsOf(container)).toEqual([]);
  });

  it('warns of a deprecated version with the reason, and leads to the latest', async () => {
    const api = apiWith();
    api.versions = [aVersion({ version: '1.0.0', readme: 'The first one.' })];
    api.modules = [
      aModule({
        versions: [
          ...aModule().versions,
          {
            version: '1.0.0',
            released: true,
            commit: 'beef',
            findings: 0,
            deprecated: 'Accepts connections without TLS.',
          },
        ],
      }),
    ];
    renderPortal({ api, path: '/modules/rds?version=1.0.0' });
    expect(await screen.findByText('The first one.')).toBeInTheDocument();
    expect(
      screen.getByText('Accepts connections without TLS.'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show the latest version' }),
    );
    expect(await screen.findByText('A database.')).toBeInTheDocument();
  });

  it('shows who calls it and marks what is behind in words', async () => {
    const api = apiWith();
    api.usages = [
      aUsage(),
      aUsage({
        directory: 'terraform/stg',
        environment: 'stg',
        version: '1.1.0',
        outdated: true,
      }),
      aUsage({
        directory: 'terraform/prod',
        environment: 'prod',
        version: '1.0.0',
        outdated: true,
        deprecated: 'No TLS.',
      }),
      aUsage({
        repository: 'connectly/unknown',
        version: undefined,
        outdated: true,
      }),
      aUsage({
        directory: 'terraform/load',
        environment: 'load',
        version: '9.9.9',
        unknownRelease: true,
      }),
    ];
    api.modules = [aModule({ consumers: 2 })];
    const { container } = renderPortal({
      api,
      path: '/modules/rds?tab=consumers',
    });
    expect(await screen.findByText('5 calls in 2 repositories')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Consumers (2 repositories)' })).toBeInTheDocument();
    const grid = await screen.findByRole('grid');
    const rowOf = (environment: string) =>
      within(grid).getByText(environment).closest('[role="row"]');
    expect(rowOf('stg')).toHaveTextContent('Outdated');
    expect(rowOf('prod')).toHaveTextContent('Deprecated: No TLS.');
    expect(rowOf('load')).toHaveTextContent('No such release');
    expect(
      (await within(grid).findAllByRole('link', { name: 'checkout' }))[0],
    ).toHaveAttribute('href', '/catalog/default/component/checkout');
    expect(within(grid).getByText('Up to date')).toBeInTheDocument();
    expect(
      within(grid).getByText('Not pinned to a release'),
    ).toBeInTheDocument();
    expect(
      within(grid).getByRole('link', { name: 'connectly/unknown' }),
    ).toHaveAttribute('href', 'http://forge.example/connectly/unknown');
    expect(await violationsOf(container)).toEqual([]);
  });

  it('shows findings with their file and line', async () => {
    const version = aVersion({
      findings: [
        {
          severity: 'error',
          code: 'PLT-404',
          message: 'The file cannot be read.',
          position: { file: 'main.tf', line: 7 },
        },
      ],
    });
    renderPortal({
      api: apiWith(version),
      path: '/modules/rds?tab=findings',
    });
    expect(
      await screen.findByRole('link', {
        name: 'infrastructure/modules/rds/main.tf:7',
      }),
    ).toHaveAttribute('href', expect.stringMatching(/main\.tf#L7$/));
    expect(screen.getByText('PLT-404')).toBeInTheDocument();
  });

  it.each([
    ['/modules/nothing', 'There is no module nothing', 'All modules', '/modules'],
    ['/modules/rds?version=9.9.9', 'There is no version 9.9.9 of rds', 'Show the latest version', '/modules/rds'],
    ['/stacks/nothing', 'There is no stack nothing', 'All stacks', '/stacks'],
  ])('says at %s what is not there, why, and where to go on', async (path, title, way, href) => {
    const api = apiWith();
    const missing = async () => {
      throw await ResponseError.fromResponse(Response.json({ error: { message: 'PLT-404: none' } }, { status: 404 }));
    };
    api.getModuleVersion = missing;
    api.getStack = missing;
    const getModule = api.getModule;
    api.getModule = async (name, options) => (name === 'rds' ? getModule(name, options) : missing());
    const { container } = renderPortal({ api, path });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(title);
    expect(alert).not.toHaveTextContent('404');
    expect(within(alert).getByRole('link', { name: way })).toHaveAttribute('href', href);
    expect(within(alert).getByRole('button', { name: 'Look again' })).toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
  });

  it('says when there is no such module, and tries again', async () => {
    const api = apiWith();
    api.failure = new NotFoundError('PLT-404: there is no module "nothing"');
    renderPortal({ api, path: '/modules/rds' });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'there is no module "nothing"',
    );
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('A database.')).toBeInTheDocument();
  });
});
