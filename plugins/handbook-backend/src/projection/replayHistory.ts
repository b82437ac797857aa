import { setImmediate as turn } from 'node:timers/promises';
import { documentPlaceOf, fileOf, readHandbook } from '@connectly/plugin-handbook-node';
import { RepositoryHistory } from '@connectly/plugin-repositories-common';
import { NewVersion, versionHash } from '../database/DatabaseVersions';

/**
 * What documents were, each version read as it would have been read then: a decision's state is what its own front matter said.
 * Versions that say the same follow each other where only metadata or the document's place among files changed.
 *
 * @param states - of decisions before the history begins, by path
 * @returns the oldest first
 */
export async function replayHistory(
  history: RepositoryHistory,
  { repository, states }: { repository: string; states: Map<string, string | null> },
): Promise<NewVersion[]> {
  const files = new Map<string, string>();
  const seen = new Set<string>();
  const versions: NewVersion[] = [];
  for (const { commit, facts, files: touched } of history.commits) {
    for (const { path, content } of touched) {
      if (content === undefined) {
        files.delete(path);
      } else {
        files.set(path, content);
      }
    }
    const added = new Set(touched.filter(file => file.added).map(({ path }) => path));
    const places = new Set(touched.flatMap(({ path }) => documentPlaceOf(path)?.path ?? []));
    for (const place of places) {
      // reading a document takes a moment, and there may be thousands, also in one commit
      await turn();
      const both = (['en', 'ko'] as const).map(language => fileOf({ path: place, language }));
      const present = both.filter(file => files.has(file));
      const { documents } = readHandbook(Object.fromEntries(present.map(file => [file, files.get(file)!])));
      const known = files.has(place) ? undefined : states.get(place);
      for (const { path, language, title, text, decision } of documents) {
        const state = decision ? known ?? decision.state : null;
        const file = fileOf({ path, language });
        versions.push({
          repository,
          path,
          language,
          commit,
          facts: JSON.stringify(facts),
          state,
          hash: versionHash(title, state, text),
          text,
          inherited: !seen.has(file) && !added.has(file),
        });
        seen.add(file);
      }
    }
  }
  return versions;
}
