import {
  platformAnnotations,
  Registration,
  registrationHeader,
  RenderedFile,
  ServiceAnswers,
} from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import { toYaml, toYamlQuoting } from './yaml';

/** Name and version of the template, as `.platform/answers.yaml` records them. @public */
export const serviceTemplate = { name: 'service', version: '1.0.0' } as const;

function catalogInfo(answers: ServiceAnswers, settings: PlatformSettings) {
  const repository = `${settings.organisation}/${answers.name}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: answers.name,
      ...(answers.description ? { description: answers.description } : {}),
      annotations: {
        'github.com/project-slug': repository,
        'backstage.io/techdocs-ref': 'dir:.',
        [platformAnnotations.repository]: repository,
        [platformAnnotations.template]: `${serviceTemplate.name}@${serviceTemplate.version}`,
      },
      tags: [answers.tier, answers.exposure],
    },
    spec: {
      type: 'service',
      lifecycle: answers.environments.includes('prod')
        ? 'production'
        : 'experimental',
      owner: `group:default/${answers.owner}`,
    },
  };
}

/** Objectives in the form that sloth reads (`prometheus/v1`). */
function objectives(answers: ServiceAnswers) {
  const critical = answers.tier === 'critical';
  const selector = `service="${answers.name}"`;
  const alerting = (name: string) => ({
    name,
    page_alert: { labels: { severity: 'page' } },
    ticket_alert: { labels: { severity: 'ticket' } },
  });
  return {
    version: 'prometheus/v1',
    service: answers.name,
    labels: { owner: answers.owner, tier: answers.tier },
    slos: [
      {
        name: 'availability',
        objective: critical ? 99.95 : 99.5,
        description: 'Requests that are not answered with a server error.',
        sli: {
          events: {
            error_query: `sum(rate(http_requests_total{${selector},code=~"5.."}[{{.window}}]))`,
            total_query: `sum(rate(http_requests_total{${selector}}[{{.window}}]))`,
          },
        },
        alerting: alerting('Availability'),
      },
      {
        name: 'latency',
        objective: critical ? 99 : 95,
        description: 'Requests that are answered within 500 milliseconds.',
        sli: {
          events: {
            error_query: `sum(rate(http_request_duration_seconds_count{${selector}}[{{.window}}])) - sum(rate(http_request_duration_seconds_bucket{${selector},le="0.5"}[{{.window}}]))`,
            total_query: `sum(rate(http_request_duration_seconds_count{${selector}}[{{.window}}]))`,
          },
        },
        alerting: alerting('Latency'),
      },
    ],
  };
}

/**
 * `atlantis.yaml`: one project for each environment, and no key that the server keeps to itself. A change travels through the environments
 * in order, one after the other, and no further than where it fails. Atlantis looks at a failure only where applies may run in parallel;
 * with one project in each group, they do not.
 */
function atlantis(answers: ServiceAnswers) {
  return {
    version: 3,
    parallel_apply: true,
    abort_on_execution_order_fail: true,
    projects: answers.environments.map((environment, index) => ({
      name: `${answers.name}-${environment}`,
      dir: `terraform/${environment}`,
      execution_order_group: index + 1,
      autoplan: { enabled: true, when_modified: ['*.tf', '*.tfvars.json'] },
    })),
  };
}

/** The files that machines read at the root of a service repository. */
export function renderDescriptors(
  answers: ServiceAnswers,
  settings: PlatformSettings,
): RenderedFile[] {
  return [
    {
      path: 'catalog-info.yaml',
      content: toYamlQuoting(catalogInfo(answers, settings), ['description']),
    },
    {
      path: '.github/CODEOWNERS',
      content: `* @${settings.organisation}/${answers.owner}\n`,
    },
    { path: 'slo.yaml', content: toYaml(objectives(answers)) },
    {
      path: '.platform/answers.yaml',
      content: toYamlQuoting(
        { template: serviceTemplate, answers },
        ['description', 'costCenter', 'healthCheckPath'],
      ),
    },
  ];
}

/** What the provision pull request adds beside `terraform/`. */
export function renderAtlantisFile(answers: ServiceAnswers): RenderedFile {
  return { path: 'atlantis.yaml', content: toYaml(atlantis(answers)) };
}

/** The registration file of the central repository. */
export function renderRegistration(
  answers: ServiceAnswers,
  settings: PlatformSettings,
): RenderedFile {
  const registration: Registration = {
    ...registrationHeader,
    name: answers.name,
    repository: `${settings.organisation}/${answers.name}`,
    owner: `group:default/${answers.owner}`,
    environments: answers.environments,
    tier: answers.tier,
  };
  return {
    path: `infrastructure/services/${answers.name}.yaml`,
    content: toYaml(registration),
  };
}
