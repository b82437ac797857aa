import { ForgeError } from '../errors';
import { MergeMethod, mergePullRequest } from '../forge/mergePullRequest';
import { commitAnswer, diffEntry } from '../present/commits';
import {
  issueAnswer,
  labelsOf,
  pullRequestAnswer,
  simplePullRequest,
} from '../present/pullRequests';
import { Answer } from '../server/Exchange';
import { Parameter } from '../store/Database';
import { PullRequestRow } from '../store/PullRequestStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { requireCaller } from '../forge/Access';
import { created, noContent, ok, RestRequest } from './RestRequest';
import { Route } from './Router';

export function pullRequestOf(
  request: RestRequest,
  repository: RepositoryRow,
  parameter: string = 'pull_number',
): PullRequestRow {
  return request.forge.pullRequests.require(
    repository,
    request.number(parameter),
  );
}

async function answer(
  request: RestRequest,
  repository: RepositoryRow,
  pullRequest: PullRequestRow,
) {
  return pullRequestAnswer(
    request.view,
    repository,
    pullRequest,
    await request.forge.pullRequests.mergeability(repository, pullRequest),
  );
}

function listPullRequests(request: RestRequest): Answer {
  const repository = request.repository();
  const state = request.query.get('state') ?? 'open';
  const head = request.query.get('head');
  const owner = request.forge.accounts.require(repository.ownerId);
  const [headOwner, headRef] = head?.includes(':')
    ? [head.slice(0, head.indexOf(':')), head.slice(head.indexOf(':') + 1)]
    : [owner.login, undefined];
  const rows =
    headOwner.toLowerCase() === owner.login.toLowerCase()
      ? request.forge.pullRequestStore.list(repository.id, {
          state: state === 'all' ? undefined : (state as 'open' | 'closed'),
          headRef,
          baseRef: request.query.get('base') ?? undefined,
        })
      : [];
  const key =
    request.query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const factor = request.query.get('direction') === 'asc' ? 1 : -1;
  rows.sort(
    (one, other) =>
      factor *
      (one[key].localeCompare(other[key]) || one.number - other.number),
  );
  return request.list(rows, each =>
    simplePullRequest(request.view, repository, each),
  );
}

async function updatePullRequest(request: RestRequest): Promise<Answer> {
  const repository = request.repository();
  const { fields, forge, actor } = request;
  let pullRequest = pullRequestOf(request, repository);
  if (pullRequest.authorId !== actor.id) {
    forge.access.requirePermission(request.caller, repository, 'triage');
  }
  const values: Record<string, Parameter> = {};
  const title = fields.text('title');
  if (title !== undefined) values.title = title;
  if (fields.has('body')) values.body = fields.text('body');
  const base = fields.text('base');
  if (base !== undefined && base !== pullRequest.baseRef) {
    const baseSha = forge.repositoryStore.reference(
      repository.id,
      `refs/heads/${base}`,
    );
    if (!baseSha) throw ForgeError.invalidField('PullRequest', 'base');
    Object.assign(values, { baseRef: base, baseSha });
    Object.assign(
      values,
      await forge.pullRequests.measure(
        repository,
        baseSha,
        pullRequest.headSha,
      ),
    );
  }
  pullRequest = forge.pullRequests.edit(repository, actor, pullRequest, values);
  const state = fields.choice('state', ['open', 'closed'] as const);
  if (state === 'closed') {
    pullRequest = forge.pullRequests.close(repository, actor, pullRequest);
  } else if (state === 'open') {
    pullRequest = await forge.pullRequests.reopen(
      repository,
      actor,
      pullRequest,
    );
  }
  return ok(await answer(request, repository, pullRequest));
}

async function listFiles(request: RestRequest): Promise<Answer> {
  const repository = request.repository();
  const pullRequest = pullRequestOf(request, repository);
  const git = request.git(repository);
  const parting = await git.mergeBase(pullRequest.baseSha, pullRequest.headSha);
  const changes = await git.diff(
    parting ?? pullRequest.baseSha,
    pullRequest.headSha,
  );
  return request.list(changes, change =>
    diffEntry(request.view, repository, pullRequest.headSha, change),
  );
}

async function listCommits(request: RestRequest): Promise<Answer> {
  const repository = request.repository();
  const pullRequest = pullRequestOf(request, repository);
  const commits = await request.git(repository).history(pullRequest.headSha, {
    exclude: pullRequest.baseSha,
    limit: 250,
  });
  return request.list(commits.reverse(), commit =>
    commitAnswer(request.view, repository, commit),
  );
}

/** Pull requests themselves: list, open, change, files, commits, merge. */
export const pullRequestRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls',
    handle: listPullRequests,
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/pulls',
    handle: async request => {
      const repository = request.repository('read');
      const { fields, actor, forge } = request;
      forge.access.requirePermission(request.caller, repository, 'write');
      const title = fields.text('title');
      if (!title) throw ForgeError.missingField('PullRequest', 'title');
      const pullRequest = await forge.pullRequests.open(repository, actor, {
        title,
        body: fields.text('body'),
        head: fields.requiredText('head'),
        base: fields.requiredText('base'),
        draft: fields.flag('draft'),
      });
      return created(await answer(request, repository, pullRequest));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    handle: async request => {
      const repository = request.repository();
      const pullRequest = pullRequestOf(request, repository);
      if (/\bdiff\b/.test(request.headers.accept ?? '')) {
        const git = request.git(repository);
        const parting = await git.mergeBase(
          pullRequest.baseSha,
          pullRequest.headSha,
        );
        return {
          status: 200,
          headers: {
            'content-type': 'application/vnd.github.diff; charset=utf-8',
          },
          bytes: await git.patch(
            parting ?? pullRequest.baseSha,
            pullRequest.headSha,
          ),
        };
      }
      return ok(await answer(request, repository, pullRequest));
    },
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    handle: updatePullRequest,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/files',
    handle: listFiles,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/commits',
    handle: listCommits,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/merge',
    handle: request => {
      const pullRequest = pullRequestOf(request, request.repository());
      if (!pullRequest.mergedAt) throw ForgeError.notFound();
      return noContent;
    },
  },
  {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/merge',
    handle: async request => {
      const repository = request.repository('write');
      const { fields, forge } = request;
      const method: MergeMethod | undefined = fields.choice('merge_method', [
        'merge',
        'squash',
        'rebase',
      ] as const);
      const sha = await mergePullRequest(
        forge,
        repository,
        requireCaller(request.caller),
        pullRequestOf(request, repository),
        {
          method,
          title: fields.text('commit_title'),
          message: fields.text('commit_message'),
          expectedHead: fields.text('sha'),
        },
      );
      return ok({
        sha,
        merged: true,
        message: 'Pull Request successfully merged',
      });
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}',
    handle: request => {
      const repository = request.repository();
      const pullRequest = pullRequestOf(request, repository, 'issue_number');
      return ok(issueAnswer(request.view, repository, pullRequest));
    },
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/labels',
    handle: request => {
      const repository = request.repository('triage');
      const pullRequest = pullRequestOf(request, repository, 'issue_number');
      const wanted = request.fields.texts('labels') ?? [];
      const known: string[] = JSON.parse(pullRequest.labels);
      const labels = [...new Set([...known, ...wanted])];
      request.forge.pullRequests.edit(
        repository,
        request.actor,
        pullRequest,
        { labels: JSON.stringify(labels) },
        'labeled',
      );
      return ok(labelsOf(request.view, repository, labels));
    },
  },
];
