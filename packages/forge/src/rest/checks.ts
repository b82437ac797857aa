import { ForgeError } from '../errors';
import { nodeId } from '../forge/nodeIds';
import { fullNameOf } from '../present/repositories';
import { Json } from '../present/View';
import { Parameter, timestamp } from '../store/Database';
import { RepositoryRow } from '../store/RepositoryStore';
import { CheckRunRow } from '../store/StatusStore';
import { Fields } from './Fields';
import { created, ok, RestRequest } from './RestRequest';
import { findCommit } from './revisions';
import { Route } from './Router';

const conclusions = [
  'action_required',
  'cancelled',
  'failure',
  'neutral',
  'success',
  'skipped',
  'timed_out',
] as const;

function checkRun(
  request: RestRequest,
  repository: RepositoryRow,
  run: CheckRunRow,
): Json {
  const { view } = request;
  const fullName = fullNameOf(view, repository);
  const url = `${view.urls.api}/repos/${fullName}/check-runs/${run.id}`;
  const output = JSON.parse(run.output);
  return {
    id: run.id,
    node_id: nodeId('CheckRun', run.id),
    head_sha: run.sha,
    external_id: run.externalId ?? '',
    name: run.name,
    url,
    html_url: `${view.urls.web}/${fullName}/commit/${run.sha}`,
    details_url: run.detailsUrl ?? view.urls.web,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: output.title ?? null,
      summary: output.summary ?? null,
      text: output.text ?? null,
      annotations_count: 0,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.id },
    app: null,
    pull_requests: [],
  };
}

function valuesIn(fields: Fields): Record<string, Parameter> {
  const conclusion = fields.choice('conclusion', conclusions);
  const status = conclusion
    ? 'completed'
    : fields.choice('status', ['queued', 'in_progress', 'completed'] as const);
  if (status === 'completed' && !conclusion) {
    throw ForgeError.invalidField(
      'CheckRun',
      'conclusion',
      'conclusion is required when status is completed',
    );
  }
  const output = fields.object('output');
  return {
    ...(status ? { status } : {}),
    ...(conclusion
      ? { conclusion, completedAt: fields.text('completed_at') ?? timestamp() }
      : {}),
    ...(fields.has('details_url')
      ? { detailsUrl: fields.text('details_url') }
      : {}),
    ...(fields.has('external_id')
      ? { externalId: fields.text('external_id') }
      : {}),
    ...(output
      ? {
          output: JSON.stringify({
            title: output.text('title'),
            summary: output.text('summary'),
            text: output.text('text'),
          }),
        }
      : {}),
  };
}

function existing(
  request: RestRequest,
  repository: RepositoryRow,
): CheckRunRow {
  const run = request.forge.statuses.checkRun(request.number('check_run_id'));
  if (run?.repositoryId !== repository.id) throw ForgeError.notFound();
  return run;
}

/** Check runs: statuses with a report. */
export const checkRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/check-runs',
    handle: async request => {
      const repository = request.repository('write');
      const { fields } = request;
      const sha = fields.requiredText('head_sha');
      const commit = await findCommit(request.forge, repository, sha);
      if (!commit)
        throw ForgeError.unprocessable(`No commit found for SHA: ${sha}`);
      const run = request.forge.statuses.addCheckRun({
        status: 'queued',
        ...valuesIn(fields),
        startedAt: fields.text('started_at') ?? timestamp(),
        repositoryId: repository.id,
        sha: commit.sha,
        name: fields.requiredText('name'),
      });
      return created(checkRun(request, repository, run));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/check-runs/{check_run_id}',
    handle: request => {
      const repository = request.repository();
      return ok(checkRun(request, repository, existing(request, repository)));
    },
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/check-runs/{check_run_id}',
    handle: request => {
      const repository = request.repository('write');
      const run = request.forge.statuses.updateCheckRun(
        existing(request, repository).id,
        valuesIn(request.fields),
      );
      return ok(checkRun(request, repository, run));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}/check-runs',
    handle: async request => {
      const repository = request.repository();
      const commit = await findCommit(
        request.forge,
        repository,
        request.parameters.ref,
      );
      if (!commit) throw ForgeError.notFound();
      return request.list(
        request.forge.statuses.checkRuns(repository.id, commit.sha),
        run => checkRun(request, repository, run),
        (runs, total) => ({ total_count: total, check_runs: runs }),
      );
    },
  },
];
