/**
 * The schema, one entry a version. An entry never changes once released: a
 * change is a new entry. `PRAGMA user_version` holds how many were applied.
 *
 * Columns are camelCase so that a row is used as it is read; flags are 0 or 1,
 * lists and settings are JSON text, moments are GitHub's form
 * `2026-11-24T09:00:00Z`.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL CHECK (type IN ('User', 'Organization', 'Bot')),
    login TEXT NOT NULL COLLATE NOCASE UNIQUE,
    name TEXT, email TEXT, description TEXT,
    siteAdmin INTEGER NOT NULL DEFAULT 0,
    basePermission TEXT NOT NULL DEFAULT 'read',
    createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL
  ) STRICT;
  CREATE TABLE tokens (
    hash TEXT PRIMARY KEY,
    accountId INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('personal', 'installation')),
    installationId INTEGER, expiresAt TEXT, createdAt TEXT NOT NULL
  ) STRICT;
  CREATE TABLE memberships (
    organizationId INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    userId INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    role TEXT NOT NULL, PRIMARY KEY (organizationId, userId)
  ) STRICT;
  CREATE TABLE teams (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organizationId INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    slug TEXT NOT NULL COLLATE NOCASE, name TEXT NOT NULL, description TEXT,
    privacy TEXT NOT NULL, parentId INTEGER REFERENCES teams ON DELETE SET NULL,
    createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL,
    UNIQUE (organizationId, slug)
  ) STRICT;
  CREATE TABLE teamMembers (
    teamId INTEGER NOT NULL REFERENCES teams ON DELETE CASCADE,
    userId INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    role TEXT NOT NULL, PRIMARY KEY (teamId, userId)
  ) STRICT;
  CREATE TABLE apps (
    id INTEGER PRIMARY KEY AUTOINCREMENT, slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL, description TEXT,
    ownerId INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    botId INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    publicKey TEXT NOT NULL, createdAt TEXT NOT NULL
  ) STRICT;
  CREATE TABLE installations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    appId INTEGER NOT NULL REFERENCES apps ON DELETE CASCADE,
    organizationId INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    createdAt TEXT NOT NULL, UNIQUE (appId, organizationId)
  ) STRICT;

  CREATE TABLE repositories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    ownerId INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    name TEXT NOT NULL COLLATE NOCASE,
    state TEXT NOT NULL CHECK (state IN ('creating', 'ready', 'deleting')),
    visibility TEXT NOT NULL CHECK (visibility IN ('public', 'private', 'internal')),
    description TEXT, homepage TEXT, defaultBranch TEXT NOT NULL,
    archived INTEGER NOT NULL DEFAULT 0, isTemplate INTEGER NOT NULL DEFAULT 0,
    topics TEXT NOT NULL DEFAULT '[]', settings TEXT NOT NULL DEFAULT '{}',
    nextNumber INTEGER NOT NULL DEFAULT 1,
    createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL, pushedAt TEXT NOT NULL,
    UNIQUE (ownerId, name)
  ) STRICT;
  CREATE TABLE collaborators (
    repositoryId INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
    accountId INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    permission TEXT NOT NULL, PRIMARY KEY (repositoryId, accountId)
  ) STRICT;
  CREATE TABLE teamRepositories (
    teamId INTEGER NOT NULL REFERENCES teams ON DELETE CASCADE,
    repositoryId INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
    permission TEXT NOT NULL, PRIMARY KEY (teamId, repositoryId)
  ) STRICT;
  CREATE INDEX teamRepositoriesByRepository ON teamRepositories (repositoryId);
  CREATE TABLE refs (
    repositoryId INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
    name TEXT NOT NULL, sha TEXT NOT NULL, PRIMARY KEY (repositoryId, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    repositoryId INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
    actorId INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    mergeNumber INTEGER, createdAt TEXT NOT NULL
  ) STRICT;
  CREATE TABLE protections (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    repositoryId INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
    pattern TEXT NOT NULL, settings TEXT NOT NULL,
    creatorId INTEGER REFERENCES accounts ON DELETE SET NULL,
    UNIQUE (repositoryId, pattern)
  ) STRICT;

  CREATE TABLE pullRequests (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    repositoryId INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
    number INTEGER NOT NULL, title TEXT NOT NULL, body TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
    draft INTEGER NOT NULL DEFAULT 0,
    authorId INTEGER NOT NULL REFERENCES accounts,
    headRef TEXT NOT NULL, headSha TEXT NOT NULL,
    baseRef TEXT NOT NULL, baseSha TEXT NOT NULL,
    commits INTEGER NOT NULL DEFAULT 0, additions INTEGER NOT NULL DEFAULT 0,
    deletions INTEGER NOT NULL DEFAULT 0, changedFiles INTEGER NOT NULL DEFAULT 0,
    labels TEXT NOT NULL DEFAULT '[]',
    mergedAt TEXT, mergedById INTEGER REFERENCES accounts, mergeCommitSha TEXT,
    closedAt TEXT, createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL,
    UNIQUE (repositoryId, number)
  ) STRICT;
  CREATE INDEX pullRequestsByHead ON pullRequests (repositoryId, state, headRef);
  CREATE TABLE comments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    repositoryId INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
    number INTEGER NOT NULL, authorId INTEGER NOT NULL REFERENCES accounts,
    body TEXT NOT NULL, minimizedReason TEXT,
    createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL
  ) STRICT;
  CREATE INDEX commentsByNumber ON comments (repositoryId, number);
  CREATE TABLE reactions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    subjectType TEXT NOT NULL, subjectId INTEGER NOT NULL,
    accountId INTEGER NOT NULL REFERENCES accounts, content TEXT NOT NULL,
    createdAt TEXT NOT NULL, UNIQUE (subjectType, subjectId, accountId, content)
  ) STRICT;
  CREATE TABLE reviews (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pullRequestId INTEGER NOT NULL REFERENCES pullRequests ON DELETE CASCADE,
    authorId INTEGER NOT NULL REFERENCES accounts,
    state TEXT NOT NULL, body TEXT NOT NULL, commitSha TEXT NOT NULL,
    submittedAt TEXT NOT NULL
  ) STRICT;
  CREATE INDEX reviewsByPullRequest ON reviews (pullRequestId);
  CREATE TABLE reviewRequests (
    pullRequestId INTEGER NOT NULL REFERENCES pullRequests ON DELETE CASCADE,
    accountId INTEGER REFERENCES accounts, teamId INTEGER REFERENCES teams,
    UNIQUE (pullRequestId, accountId, teamId)
  ) STRICT;

  CREATE TABLE statuses (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    repositoryId INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
    sha TEXT NOT NULL, state TEXT NOT NULL, context TEXT NOT NULL,
    description TEXT, targetUrl TEXT,
    creatorId INTEGER NOT NULL REFERENCES accounts, createdAt TEXT NOT NULL
  ) STRICT;
  CREATE INDEX statusesByCommit ON statuses (repositoryId, sha);
  CREATE TABLE checkRuns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    repositoryId INTEGER NOT NULL REFERENCES repositories ON DELETE CASCADE,
    sha TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL, conclusion TEXT,
    detailsUrl TEXT, externalId TEXT, output TEXT NOT NULL DEFAULT '{}',
    startedAt TEXT, completedAt TEXT
  ) STRICT;
  CREATE INDEX checkRunsByCommit ON checkRuns (repositoryId, sha);

  CREATE TABLE hooks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organizationId INTEGER REFERENCES accounts ON DELETE CASCADE,
    repositoryId INTEGER REFERENCES repositories ON DELETE CASCADE,
    url TEXT NOT NULL, secret TEXT, contentType TEXT NOT NULL,
    insecureSsl TEXT NOT NULL DEFAULT '0', events TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1,
    createdAt TEXT NOT NULL, updatedAt TEXT NOT NULL,
    CHECK ((organizationId IS NULL) <> (repositoryId IS NULL))
  ) STRICT;
  CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL,
    hookId INTEGER NOT NULL REFERENCES hooks ON DELETE CASCADE,
    event TEXT NOT NULL, action TEXT, repositoryId INTEGER,
    payload TEXT NOT NULL, redelivery INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL CHECK (state IN ('queued', 'done')),
    statusCode INTEGER NOT NULL DEFAULT 0, status TEXT NOT NULL DEFAULT '',
    duration REAL NOT NULL DEFAULT 0,
    requestHeaders TEXT NOT NULL DEFAULT '{}',
    responseHeaders TEXT NOT NULL DEFAULT '{}', responseBody TEXT,
    createdAt TEXT NOT NULL, deliveredAt TEXT
  ) STRICT;
  CREATE INDEX deliveriesByHook ON deliveries (hookId, id);
  CREATE INDEX deliveriesQueued ON deliveries (state) WHERE state = 'queued';
  `,
  // The git process that moves references, so that a start can wait for an orphan.
  'ALTER TABLE journal ADD COLUMN process INTEGER',
  // Tokens that people make for themselves have a name; those of seeds and apps have none.
  `
  ALTER TABLE tokens ADD COLUMN name TEXT COLLATE NOCASE;
  CREATE UNIQUE INDEX tokensByName ON tokens (accountId, name) WHERE name IS NOT NULL;
  `,
  // Who moved a reference last, so that a rule may ask for the approval of somebody else.
  'ALTER TABLE refs ADD COLUMN pusherId INTEGER REFERENCES accounts ON DELETE SET NULL',
];
