import { ForgeError } from '../errors';
import { signatureOf } from '../forge/Repositories';
import { isReferenceName, ReferenceUpdate } from '../git/GitRepository';
import { FileEdit, isWritablePath, writeCommit } from '../git/writeCommit';
import { RepositoryRow } from '../store/RepositoryStore';
import { GraphContext, Mutations } from './fields';
import { commitNode, ReferenceSource } from './gitObjects';
import { requireNode } from './queries';
import { referenceNode } from './repositories';

interface CommitInput {
  branch: {
    id?: string;
    repositoryNameWithOwner?: string;
    branchName?: string;
  };
  expectedHeadOid: string;
  message: { headline: string; body?: string };
  fileChanges?: {
    additions?: Array<{ path: string; contents: string }>;
    deletions?: Array<{ path: string }>;
  };
}

function writable(context: GraphContext, repository: RepositoryRow): void {
  context.forge.access.requirePermission(context.caller, repository, 'write');
}

async function branchOf(
  { branch }: CommitInput,
  context: GraphContext,
): Promise<{ repository: RepositoryRow; name: string }> {
  if (branch.id) {
    const { repository, name } = await requireNode<ReferenceSource>(
      branch.id,
      'Ref',
      context,
    );
    return { repository, name };
  }
  const [owner = '', repo = ''] = (branch.repositoryNameWithOwner ?? '').split(
    '/',
  );
  let repository: RepositoryRow;
  try {
    repository = context.forge.access.repository(context.caller, owner, repo);
  } catch {
    throw ForgeError.notFound(
      `Could not resolve to a Repository with the name '${branch.repositoryNameWithOwner}'.`,
    );
  }
  const plain = (branch.branchName ?? '').replace(/^refs\/heads\//, '');
  return { repository, name: `refs/heads/${plain}` };
}

function editsOf({ fileChanges }: CommitInput): FileEdit[] {
  const edits: FileEdit[] = [
    ...(fileChanges?.deletions ?? []).map(({ path }) => ({
      path,
      remove: true as const,
    })),
    ...(fileChanges?.additions ?? []).map(({ path, contents }) => ({
      path,
      content: Buffer.from(contents, 'base64'),
    })),
  ];
  for (const { path } of edits) {
    if (!isWritablePath(path)) {
      throw ForgeError.unprocessable(
        `A path was requested that is invalid: ${path}`,
      );
    }
  }
  return edits;
}

/** Many files in one commit on a branch that is where the caller saw it. */
async function createCommitOnBranch(input: CommitInput, context: GraphContext) {
  const { forge, caller } = context;
  const { repository, name } = await branchOf(input, context);
  writable(context, repository);
  const edits = editsOf(input);
  const git = forge.git.get(repository.id);
  const signature = signatureOf(caller.account);
  const updates = await forge.references.apply(
    repository,
    caller.account,
    async (): Promise<ReferenceUpdate[]> => {
      const before = forge.repositoryStore.reference(repository.id, name);
      if (!before) {
        throw ForgeError.notFound(
          `Branch ${name.slice('refs/heads/'.length)} not found`,
        );
      }
      if (before !== input.expectedHeadOid) {
        throw ForgeError.stale(
          `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`,
        );
      }
      for (const edit of edits) {
        if (
          'remove' in edit &&
          !(await git.describe(`${before}:${edit.path}`))
        ) {
          throw ForgeError.unprocessable(
            `A path was requested for deletion which does not exist as of commit oid \`${before}\``,
          );
        }
      }
      const { headline, body } = input.message;
      const after = await writeCommit(git.directory, {
        parents: [before],
        edits,
        message: body ? `${headline}\n\n${body}` : headline,
        author: signature,
        committer: signature,
      });
      const refusal = forge.protection.refusal(caller, repository, {
        name,
        before,
        after,
      });
      if (refusal) throw ForgeError.unprocessable(refusal);
      return [{ name, before, after }];
    },
  );
  return {
    commit: commitNode(repository, updates[0].after!),
    ref: referenceNode(repository, name, context),
  };
}

async function createRef(
  input: { repositoryId: string; name: string; oid: string },
  context: GraphContext,
) {
  const { forge, caller } = context;
  const repository = await requireNode<RepositoryRow>(
    input.repositoryId,
    'Repository',
    context,
  );
  writable(context, repository);
  const { name, oid } = input;
  if (
    !/^refs\/[^/]+\/./.test(name) ||
    !isReferenceName(name) ||
    name.startsWith('refs/forge/')
  ) {
    throw ForgeError.unprocessable(`${name} is not a valid ref name.`);
  }
  const object = await forge.git.get(repository.id).describe(oid);
  if (!object || (name.startsWith('refs/heads/') && object.type !== 'commit')) {
    throw ForgeError.unprocessable(`Object does not exist: ${oid}`);
  }
  await forge.references.apply(repository, caller.account, async () => {
    if (forge.repositoryStore.reference(repository.id, name)) {
      throw ForgeError.unprocessable(
        `A ref named "${name}" already exists in the repository.`,
      );
    }
    return [{ name, before: undefined, after: oid }];
  });
  return { ref: referenceNode(repository, name, context) };
}

async function updateRef(
  input: { refId: string; oid: string; force?: boolean },
  context: GraphContext,
) {
  const { forge, caller } = context;
  const { repository, name } = await requireNode<ReferenceSource>(
    input.refId,
    'Ref',
    context,
  );
  writable(context, repository);
  const git = forge.git.get(repository.id);
  if (!(await git.describe(input.oid))) {
    throw ForgeError.unprocessable(`Object does not exist: ${input.oid}`);
  }
  await forge.references.apply(repository, caller.account, async () => {
    const before = forge.repositoryStore.reference(repository.id, name);
    const update = { name, before, after: input.oid };
    const refusal = await forge.protection.fullRefusal(
      caller,
      repository,
      update,
    );
    if (refusal) throw ForgeError.unprocessable(refusal);
    if (!input.force && before && !(await git.isAncestor(before, input.oid))) {
      throw ForgeError.unprocessable('Update is not a fast forward');
    }
    return before === input.oid ? [] : [update];
  });
  return { ref: referenceNode(repository, name, context) };
}

async function deleteRef(input: { refId: string }, context: GraphContext) {
  const { forge, caller } = context;
  const { repository, name } = await requireNode<ReferenceSource>(
    input.refId,
    'Ref',
    context,
  );
  writable(context, repository);
  await forge.references.apply(repository, caller.account, async () => {
    const before = forge.repositoryStore.reference(repository.id, name);
    if (!before) throw ForgeError.notFound(`No ref found for ${name}`);
    const update = { name, before, after: undefined };
    const refusal =
      name === `refs/heads/${repository.defaultBranch}`
        ? 'Cannot delete the default branch'
        : forge.protection.refusal(caller, repository, update);
    if (refusal) throw ForgeError.unprocessable(refusal);
    return [update];
  });
  return {};
}

/** Commits and references. */
export const gitMutations: Mutations = {
  createCommitOnBranch,
  createRef,
  updateRef,
  deleteRef,
};
