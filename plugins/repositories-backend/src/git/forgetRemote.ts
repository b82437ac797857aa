import { runGit } from './runGit';

/**
 * After a fetch that kept something back. Git remembers where to get it; it must not be got when a commit is listed or something is
 * looked at.
 */
export async function forgetRemote(
  directory: string,
  { url, signal }: { url: string; signal?: AbortSignal },
): Promise<void> {
  // there is nothing to forget where nothing was kept back
  await runGit(['config', '--remove-section', `remote.${url}`], {
    directory,
    signal,
  }).catch(() => {});
}
