import { TestForge, tokens } from '../__testUtils__/TestForge';

let forge: TestForge;
let head: string;
let id: string;

beforeAll(async () => {
  forge = await TestForge.start();
  head = await forge.repository('svc', {
    description: 'A service',
    homepage: 'https://svc.test',
  });
  id = (await forge.rest('GET', '/repos/acme/svc')).body.node_id;
});
afterAll(() => forge.stop());

const base64 = (text: string) => Buffer.from(text).toString('base64');

const publish = `mutation Publish($id: ID!, $head: GitObjectID!, $additions: [FileAddition!]!, $branch: String!, $qualified: String!) {
  branch: createRef(input: { repositoryId: $id, name: $qualified, oid: $head }) { ref { id name } }
  commit: createCommitOnBranch(input: {
    branch: { repositoryNameWithOwner: "acme/svc", branchName: $branch }
    expectedHeadOid: $head, message: { headline: "Add", body: "Why" }
    fileChanges: { additions: $additions }
  }) { commit { oid url message author { name email } } ref { name } }
  pull: createPullRequest(input: { repositoryId: $id, baseRefName: "main", headRefName: $branch, title: "Add" }) {
    pullRequest { id number url state mergeable headRefOid count: changedFiles files(first: 9) { totalCount nodes { path changeType additions deletions } } }
  }
}`;

function variables(branch: string) {
  return {
    id,
    head,
    branch,
    qualified: `refs/heads/${branch}`,
    additions: [
      {
        path: 'terraform/dev/main.tf',
        contents: base64('# "quoted" \\ and ünïcode\n'),
      },
      { path: 'with space/ä "q".txt', contents: base64('x') },
    ],
  };
}

describe('queries', () => {
  it('reads an organisation as the catalog does', async () => {
    const { body } = await forge.graphql(`{
      organization(login: "acme") {
        membersWithRole(first: 2) { totalCount pageInfo { hasNextPage endCursor } nodes { id login name email bio avatarUrl organizationVerifiedDomainEmails(login: "acme") } edges { role } }
        teams(first: 10) { nodes { id databaseId slug combinedSlug name description avatarUrl editTeamUrl parentTeam { slug } childTeams(first: 5) { nodes { slug } } members(first: 10, membership: IMMEDIATE) { pageInfo { hasNextPage } nodes { login } } } }
        team(slug: "payments") { id databaseId }
      }
      repositoryOwner(login: "acme") { login repositories(first: 5) { totalCount nodes {
        name url isArchived isFork visibility pushedAt description homepageUrl
        file: object(expression: "HEAD:README.md") { __typename ... on Blob { id text byteSize } }
        repositoryTopics(first: 5) { nodes { topic { name } } }
        defaultBranchRef { name target { oid ... on Commit { messageHeadline history { totalCount } } } }
      } } }
      viewer { login }
      rateLimit { remaining }
    }`);
    expect(body.errors).toBeUndefined();
    const { organization, repositoryOwner, viewer } = body.data;
    expect(organization.membersWithRole.totalCount).toBe(4);
    for (const { slug, avatarUrl } of organization.teams.nodes) {
      expect(avatarUrl).toMatch(new RegExp(`/-/avatars/${slug}\\.svg$`));
    }
    expect(organization.membersWithRole.pageInfo.hasNextPage).toBe(true);
    expect(
      organization.teams.nodes.map(
        (team: { slug: string; parentTeam?: { slug: string } }) => [
          team.slug,
          team.parentTeam?.slug,
        ],
      ),
    ).toEqual([
      ['engineering', undefined],
      ['payments', 'engineering'],
      ['platform', 'engineering'],
    ]);
    expect(organization.team.databaseId).toEqual(expect.any(Number));
    expect(repositoryOwner.repositories.nodes[0]).toMatchObject({
      name: 'svc',
      homepageUrl: 'https://svc.test',
      visibility: 'PRIVATE',
      file: { __typename: 'Blob', text: '# svc\nA service\n' },
      defaultBranchRef: {
        name: 'main',
        target: { oid: head, history: { totalCount: 1 } },
      },
    });
    expect(viewer.login).toBe('admin');
  });

  it('pages without skipping or repeating', async () => {
    for (let index = 0; index < 7; index += 1)
      await forge.rest('POST', '/orgs/acme/repos', {
        body: { name: `page-${index}` },
      });
    const names: string[] = [];
    let after: string | null = null;
    do {
      const { body } = await forge.graphql(
        'query($after: String) { organization(login: "acme") { repositories(first: 3, after: $after, orderBy: { field: NAME, direction: ASC }) { pageInfo { hasNextPage endCursor } nodes { name } } } }',
        { after },
      );
      const page = body.data.organization.repositories;
      names.push(...page.nodes.map((node: { name: string }) => node.name));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(names).toEqual([...new Set(names)].sort());
    expect(names).toHaveLength(8);
  });

  it('finds by node id and by search', async () => {
    const { body } = await forge.graphql(
      'query($id: ID!) { node(id: $id) { __typename ... on Repository { name } } search(query: "svc org:acme", type: REPOSITORY, first: 5) { repositoryCount nodes { ... on Repository { nameWithOwner } } } }',
      { id },
    );
    expect(body.data).toEqual({
      node: { __typename: 'Repository', name: 'svc' },
      search: { repositoryCount: 1, nodes: [{ nameWithOwner: 'acme/svc' }] },
    });
  });

  it.each([
    [
      '{ repository(owner: "acme", name: "nope") { id } }',
      'NOT_FOUND',
      "Could not resolve to a Repository with the name 'acme/nope'.",
    ],
    [
      '{ organization(login: "nope") { id } }',
      'NOT_FOUND',
      "Could not resolve to an Organization with the login of 'nope'.",
    ],
    [
      '{ node(id: "nonsense") { id } }',
      'NOT_FOUND',
      "Could not resolve to a node with the global id of 'nonsense'",
    ],
    [
      '{ viewer { followers(first: 1) { totalCount } } }',
      'NOT_IMPLEMENTED',
      "The field 'followers' of the type 'User' is not implemented by this forge",
    ],
    [
      '{ organization(login: "acme") { repositories { nodes { id } } } }',
      'UNPROCESSABLE',
      'You must provide a `first` or `last` value to properly paginate the connection.',
    ],
    [
      '{ organization(login: "acme") { repositories(first: 101) { nodes { id } } } }',
      'UNPROCESSABLE',
      /exceeds the `first` limit of 100 records/,
    ],
    ['{ viewer { nothing } }', undefined, /Cannot query field "nothing"/],
    ['{ viewer {', undefined, /Syntax Error/],
  ])('refuses %s', async (document, type, message) => {
    const { status, body } = await forge.graphql(document as string);
    expect(status).toBe(200);
    expect(body.errors[0].type).toBe(type);
    expect(body.errors[0].message).toMatch(message as string | RegExp);
  });

  it('shows a repository to nobody who may not see it', async () => {
    const { body } = await forge.graphql(
      'query($id: ID!) { node(id: $id) { id } }',
      { id },
      { token: tokens.stranger },
    );
    expect(body.errors[0].type).toBe('NOT_FOUND');
    const { status } = await forge.graphql(
      '{ viewer { login } }',
      {},
      { token: undefined },
    );
    expect(status).toBe(401);
  });

  it("opens no way to git's expression language", async () => {
    for (const expression of [
      'main~0:README.md',
      ':/Initial',
      'HEAD^{tree}',
      '--help',
      'main\nHEAD:README.md',
    ]) {
      const { body } = await forge.graphql(
        'query($expression: String!) { repository(owner: "acme", name: "svc") { object(expression: $expression) { oid } } }',
        { expression },
      );
      expect(body.data.repository.object).toBeNull();
    }
  });
});

describe('mutations', () => {
  it('publishes branch, commit and pull request in one document', async () => {
    const { body } = await forge.graphql(publish, variables('one'));
    expect(body.errors).toBeUndefined();
    expect(body.data.pull.pullRequest).toMatchObject({
      state: 'OPEN',
      mergeable: 'MERGEABLE',
      headRefOid: body.data.commit.commit.oid,
      count: 2,
      files: {
        totalCount: 2,
        nodes: [
          { path: 'terraform/dev/main.tf', changeType: 'ADDED', additions: 1, deletions: 0 },
          { path: 'with space/ä "q".txt', changeType: 'ADDED', additions: 1, deletions: 0 },
        ],
      },
    });
    expect(body.data.commit.commit).toMatchObject({
      message: 'Add\n\nWhy',
      author: { name: 'Ada Admin' },
    });
    const file = await forge.rest(
      'GET',
      '/repos/acme/svc/contents/with%20space/%C3%A4%20%22q%22.txt?ref=one',
    );
    expect(file.status).toBe(200);
    const { body: found } = await forge.graphql(
      `{ repository(owner: "acme", name: "svc") { pullRequests(first: 5, headRefName: "one", states: [OPEN]) { nodes {
        number reviewDecision mergeStateStatus statusCheckRollup { state } comments(first: 1) { totalCount } reviews(first: 1) { totalCount }
        commits(last: 1) { nodes { commit { oid parents(first: 1) { nodes { oid } } tree { entries { name type mode } } } } }
        latestOpinionatedReviews(first: 10) { nodes { state } }
        baseRef { branchProtectionRule { requiredStatusChecks { context } } rules(first: 5) { nodes { type } } } } } } }`,
    );
    expect(found.errors).toBeUndefined();
    expect(found.data.repository.pullRequests.nodes).toHaveLength(1);
    expect(
      found.data.repository.pullRequests.nodes[0].commits.nodes[0].commit
        .parents.nodes[0].oid,
    ).toBe(head);
  });

  it('a failed field is null with its error; the others stand', async () => {
    const { body } = await forge.graphql(publish, {
      ...variables('one'),
      branch: 'one',
    });
    expect(body.data).toEqual({ branch: null, commit: null, pull: null });
    expect(
      body.errors.map(
        (error: { path: string[]; type: string; message: string }) => [
          error.path[0],
          error.type,
          error.message,
        ],
      ),
    ).toEqual([
      [
        'branch',
        'UNPROCESSABLE',
        'A ref named "refs/heads/one" already exists in the repository.',
      ],
      [
        'commit',
        'STALE_DATA',
        `Expected branch to point to "${head}" but it did not. Pull and try again.`,
      ],
      ['pull', 'UNPROCESSABLE', 'A pull request already exists for acme:one.'],
    ]);
  });

  it('of commits on the same head exactly one wins', async () => {
    await forge.rest('POST', '/repos/acme/svc/git/refs', {
      body: { ref: 'refs/heads/contended', sha: head },
    });
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        forge.graphql(
          'mutation($input: CreateCommitOnBranchInput!) { commit: createCommitOnBranch(input: $input) { commit { oid } } }',
          {
            input: {
              branch: {
                repositoryNameWithOwner: 'acme/svc',
                branchName: 'contended',
              },
              expectedHeadOid: head,
              message: { headline: `${index}` },
              fileChanges: {
                additions: [{ path: 'who', contents: base64(`${index}`) }],
              },
            },
          },
        ),
      ),
    );
    expect(answers.filter(({ body }) => body.data.commit).length).toBe(1);
    expect(
      answers.filter(({ body }) => body.errors?.[0].type === 'STALE_DATA')
        .length,
    ).toBe(5);
  });

  it('deletes files and refuses hostile paths', async () => {
    const run = (fileChanges: object, expectedHeadOid: string) =>
      forge.graphql(
        'mutation($input: CreateCommitOnBranchInput!) { commit: createCommitOnBranch(input: $input) { commit { oid } } }',
        {
          input: {
            branch: { repositoryNameWithOwner: 'acme/svc', branchName: 'main' },
            expectedHeadOid,
            message: { headline: 'x' },
            fileChanges,
          },
        },
      );
    for (const path of [
      '../x',
      '/x',
      '.git/config',
      'a//b',
      'a/./b',
      'a/.GIT/hooks/x',
    ]) {
      const { body } = await run({ additions: [{ path, contents: '' }] }, head);
      expect([path, body.errors?.[0].type]).toEqual([path, 'UNPROCESSABLE']);
    }
    const missing = await run({ deletions: [{ path: 'nope' }] }, head);
    expect(missing.body.errors[0].message).toContain('does not exist');
    const removed = await run(
      {
        deletions: [{ path: 'README.md' }],
        additions: [{ path: 'NEW.md', contents: base64('new') }],
      },
      head,
    );
    expect(removed.body.errors).toBeUndefined();
    const root = await forge.rest('GET', '/repos/acme/svc/contents/');
    expect(root.body.map((each: { name: string }) => each.name)).toEqual([
      'NEW.md',
    ]);
  });

  it('protects a branch, gives a team access, comments, minimises, closes, removes the branch', async () => {
    const { body: team } = await forge.graphql(
      '{ organization(login: "acme") { team(slug: "payments") { id } } }',
    );
    const { body: known } = await forge.graphql(
      '{ repository(owner: "acme", name: "svc") { ref(qualifiedName: "refs/heads/one") { id } pullRequest(number: 1) { id } } }',
    );
    const { body } = await forge.graphql(
      `mutation($id: ID!, $team: ID!, $pull: ID!, $ref: ID!) {
        rule: createBranchProtectionRule(input: { repositoryId: $id, pattern: "main", requiresApprovingReviews: true, requiredApprovingReviewCount: 1 }) { branchProtectionRule { pattern requiredApprovingReviewCount } }
        again: createBranchProtectionRule(input: { repositoryId: $id, pattern: "main" }) { clientMutationId }
        access: updateTeamsRepository(input: { repositoryId: $id, teamIds: [$team], permission: WRITE, clientMutationId: "c" }) { clientMutationId }
        comment: addComment(input: { subjectId: $pull, body: "hello" }) { commentEdge { node { id body } } }
        close: closePullRequest(input: { pullRequestId: $pull }) { pullRequest { state } }
        reopen: updatePullRequest(input: { pullRequestId: $pull, state: OPEN }) { pullRequest { title state } }
        rename: updatePullRequest(input: { pullRequestId: $pull, title: "Undone", state: CLOSED }) { pullRequest { title state } }
        remove: deleteRef(input: { refId: $ref }) { clientMutationId }
      }`,
      {
        id,
        team: team.data.organization.team.id,
        pull: known.data.repository.pullRequest.id,
        ref: known.data.repository.ref.id,
      },
    );
    expect(body.errors).toEqual([
      expect.objectContaining({
        path: ['again'],
        message: 'Name already protected: main',
      }),
    ]);
    expect(body.data).toMatchObject({
      rule: {
        branchProtectionRule: {
          pattern: 'main',
          requiredApprovingReviewCount: 1,
        },
      },
      access: { clientMutationId: 'c' },
      close: { pullRequest: { state: 'CLOSED' } },
      reopen: { pullRequest: { title: 'Add', state: 'OPEN' } },
      rename: { pullRequest: { title: 'Undone', state: 'CLOSED' } },
    });
    const { body: hidden } = await forge.graphql(
      'mutation($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized minimizedReason viewerCanMinimize } } }',
      { id: body.data.comment.commentEdge.node.id },
    );
    expect(hidden.data.minimizeComment.minimizedComment).toEqual({
      isMinimized: true,
      minimizedReason: 'outdated',
      viewerCanMinimize: true,
    });
    const seen = await forge.rest('GET', '/repos/acme/svc', {
      token: tokens.mina,
    });
    expect(seen.body.permissions).toMatchObject({ push: true, admin: false });
    expect(await forge.head('svc', 'one')).toBeUndefined();
  });
});
