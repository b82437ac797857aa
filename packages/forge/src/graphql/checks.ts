import { nodeId } from '../forge/nodeIds';
import { CheckRunRow, StatusRow } from '../store/StatusStore';
import { accountNode } from './accounts';
import { Fields, fieldsOf, GraphContext } from './fields';

function isRequired(
  row: { repositoryId: number },
  context: string,
  args: { pullRequestNumber?: number },
  { forge }: GraphContext,
): boolean {
  const pullRequest =
    args.pullRequestNumber &&
    forge.pullRequestStore.byNumber(row.repositoryId, args.pullRequestNumber);
  if (!pullRequest) return false;
  const repository = forge.repositoryStore.require(row.repositoryId);
  const rule = forge.protection.rule(repository, pullRequest.baseRef);
  return rule?.settings.requiredContexts.includes(context) ?? false;
}

const statusFields = fieldsOf<StatusRow>({
  id: row => nodeId('StatusContext', row.id),
  context: row => row.context,
  state: row => row.state.toUpperCase(),
  description: row => row.description,
  targetUrl: row => row.targetUrl,
  createdAt: row => row.createdAt,
  creator: (row, _: never, { forge }) =>
    accountNode(forge.accounts.byId(row.creatorId)),
  isRequired: (row, args: { pullRequestNumber?: number }, context) =>
    isRequired(row, row.context, args, context),
});

const checkRunFields = fieldsOf<CheckRunRow>({
  id: row => nodeId('CheckRun', row.id),
  databaseId: row => row.id,
  name: row => row.name,
  status: row => row.status.toUpperCase(),
  conclusion: row => row.conclusion?.toUpperCase() ?? null,
  detailsUrl: row => row.detailsUrl,
  startedAt: row => row.startedAt,
  completedAt: row => row.completedAt,
  isRequired: (row, args: { pullRequestNumber?: number }, context) =>
    isRequired(row, row.name, args, context),
  // No suites or workflows run on the forge; an empty one is what clients can read.
  checkSuite: row => ({
    __typename: 'CheckSuite',
    id: nodeId('CheckRun', `${row.id}:suite`),
    conclusion: row.conclusion?.toUpperCase() ?? null,
    workflowRun: null,
  }),
});

/** Commit statuses and check runs. */
export const checkTypes: Record<string, Fields> = {
  StatusContext: statusFields,
  CheckRun: checkRunFields,
};
