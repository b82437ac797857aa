import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';

/** Where repositories are looked at and cloned. @public */
export interface Forge {
  /** Host of module sources, with its port where it has one. */
  gitHost: string;
  repository: (repository: string) => string;
  /** What a commit changed. */
  commit: (place: { repository: string; commit: string }) => string;
  pullRequest: (place: { repository: string; number: number }) => string;
  /** Every commit of a branch that changed a file. */
  history: (place: {
    repository: string;
    branch: string;
    path: string;
  }) => string;
  /** A file of the default branch, opened for a change. */
  edit: (place: { repository: string; path: string }) => string;
  /** A file or directory at a branch, tag or commit. */
  file: (place: {
    repository: string;
    ref: string;
    path: string;
    line?: number;
  }) => string;
}

/** The forge of this portal's configuration. @public */
export function useForge(): Forge {
  const config = useApi(configApiRef);
  const gitUrl =
    config.getOptionalString('platform.gitUrl') ?? 'https://github.com';
  const webUrl = config.getOptionalString('platform.webUrl') ?? gitUrl;
  return useMemo(() => createForge({ gitUrl, webUrl }), [gitUrl, webUrl]);
}

/** @public */
export function createForge(options: {
  gitUrl: string;
  webUrl: string;
}): Forge {
  const base = options.webUrl.replace(/\/+$/, '');
  return {
    gitHost: new URL(options.gitUrl).host,
    repository: repository => `${base}/${encodePath(repository)}`,
    commit: ({ repository, commit }) =>
      `${base}/${encodePath(repository)}/commit/${encodeURIComponent(commit)}`,
    pullRequest: ({ repository, number }) =>
      `${base}/${encodePath(repository)}/pull/${number}`,
    history: ({ repository, branch, path }) =>
      `${base}/${encodePath(repository)}/commits/${encodePath(
        branch,
      )}/${encodePath(path)}`,
    edit: ({ repository, path }) =>
      `${base}/${encodePath(repository)}/edit/HEAD/${encodePath(path)}`,
    file: ({ repository, ref, path, line }) =>
      `${base}/${encodePath(repository)}/blob/${encodePath(ref)}/${encodePath(
        path,
      )}${line ? `#L${line}` : ''}`,
  };
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
