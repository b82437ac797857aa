import { includes, Permission } from '../forge/Caller';
import { nodeId } from '../forge/nodeIds';
import { RepositoryRow } from '../store/RepositoryStore';
import { simpleOrganization, simpleUser } from './accounts';
import { Json, View } from './View';

/** `owner/name`, each part safe in a URL. */
export function fullNameOf(view: View, repository: RepositoryRow): string {
  const owner = view.records.accounts.require(repository.ownerId);
  return `${owner.login}/${repository.name}`;
}

export function permissionsOf(permission: Permission): Json {
  return {
    admin: includes(permission, 'admin'),
    maintain: includes(permission, 'maintain'),
    push: includes(permission, 'write'),
    triage: includes(permission, 'triage'),
    pull: includes(permission, 'read'),
  };
}

/** The addresses that every repository answer carries. */
function addresses(view: View, fullName: string): Json {
  const url = `${view.urls.api}/repos/${fullName}`;
  const web = `${view.urls.web}/${fullName}`;
  return {
    url,
    html_url: web,
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    hooks_url: `${url}/hooks`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
    clone_url: `${view.urls.clone}/${fullName}.git`,
    git_url: `git://localhost/${fullName}.git`,
    ssh_url: `git@localhost:${fullName}.git`,
    svn_url: web,
    mirror_url: null,
  };
}

/** `repository`, the shape of lists, pull requests and webhooks. */
export function repositoryAnswer(view: View, repository: RepositoryRow): Json {
  const owner = view.records.accounts.require(repository.ownerId);
  const settings = view.records.repositoryStore.settings(repository);
  const open = view.records.pullRequestStore.countOpen(repository.id);
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: `${owner.login}/${repository.name}`,
    owner: simpleUser(view, owner),
    private: repository.visibility !== 'public',
    visibility: repository.visibility,
    description: repository.description,
    homepage: repository.homepage,
    fork: false,
    ...addresses(view, `${owner.login}/${repository.name}`),
    default_branch: repository.defaultBranch,
    language: null,
    license: null,
    topics: JSON.parse(repository.topics),
    size: 0,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: open,
    open_issues_count: open,
    is_template: Boolean(repository.isTemplate),
    archived: Boolean(repository.archived),
    disabled: false,
    has_issues: settings.hasIssues,
    has_projects: settings.hasProjects,
    has_wiki: settings.hasWiki,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    allow_forking: false,
    web_commit_signoff_required: false,
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.pushedAt,
    ...(view.caller
      ? {
          permissions: permissionsOf(
            view.records.access.permission(view.caller, repository),
          ),
        }
      : {}),
  };
}

/** `full-repository`, the shape of one repository asked for by name. */
export function fullRepository(view: View, repository: RepositoryRow): Json {
  const owner = view.records.accounts.require(repository.ownerId);
  const settings = view.records.repositoryStore.settings(repository);
  return {
    ...repositoryAnswer(view, repository),
    ...(owner.type === 'Organization'
      ? {
          organization: {
            ...simpleUser(view, owner),
            ...simpleOrganization(view, owner),
          },
        }
      : {}),
    allow_merge_commit: settings.allowMergeCommit,
    allow_squash_merge: settings.allowSquashMerge,
    allow_rebase_merge: settings.allowRebaseMerge,
    allow_auto_merge: settings.allowAutoMerge,
    allow_update_branch: settings.allowUpdateBranch,
    delete_branch_on_merge: settings.deleteBranchOnMerge,
    squash_merge_commit_title: 'COMMIT_OR_PR_TITLE',
    squash_merge_commit_message: 'COMMIT_MESSAGES',
    merge_commit_title: 'MERGE_MESSAGE',
    merge_commit_message: 'PR_TITLE',
    custom_properties: {},
    network_count: 0,
    subscribers_count: 0,
  };
}
