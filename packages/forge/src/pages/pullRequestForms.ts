import { MergeMethod, mergePullRequest } from '../forge/mergePullRequest';
import { ForgeError } from '../errors';
import { PageAnswer, PageRequest } from './PageRequest';

const mergeMethods: readonly MergeMethod[] = ['merge', 'squash', 'rebase'];

/** Does what a form of a pull request's page asks for, then shows the page again. */
export async function pullRequestForm(
  request: PageRequest,
): Promise<PageAnswer> {
  const [owner, name, number, action] = request.parts;
  const { forge, caller, fields } = request;
  const repository = request.repository(owner, name);
  const pullRequest = forge.pullRequests.require(repository, Number(number));
  const actor = caller.account;
  const body = request.text('body');
  const here = `/${owner}/${repository.name}/pull/${number}`;
  switch (action) {
    case 'comment': {
      const comment = forge.conversations.comment(
        repository,
        actor,
        pullRequest,
        body,
      );
      return { redirect: `${here}#issuecomment-${comment.id}` };
    }
    case 'approve':
      forge.conversations.review(repository, actor, pullRequest, {
        state: 'APPROVED',
        body,
      });
      break;
    case 'request-changes':
      forge.conversations.review(repository, actor, pullRequest, {
        state: 'CHANGES_REQUESTED',
        body,
      });
      break;
    case 'merge': {
      forge.access.requirePermission(caller, repository, 'write');
      const method = mergeMethods.find(each => each === fields.get('method'));
      await mergePullRequest(forge, repository, caller, pullRequest, {
        method,
        bypass: fields.get('bypass') === 'yes',
      });
      break;
    }
    case 'close':
      forge.access.requirePermission(caller, repository, 'write');
      forge.pullRequests.close(repository, actor, pullRequest);
      break;
    case 'reopen':
      forge.access.requirePermission(caller, repository, 'write');
      await forge.pullRequests.reopen(repository, actor, pullRequest);
      break;
    default:
      throw ForgeError.notFound();
  }
  return { redirect: here };
}
