/**
 * The two commits of a creation. Author, date and message are the same each time, the date being the repository's own:
 * a creation that is resumed makes the same commits again, and undo knows them from what people made of them since.
 */
import { RenderedService, ServiceAnswers } from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import type { PushedCommit } from './gitPush';
import { provisionBranch } from './preflight';

/** Who commits, whoever pressed Create. */
export const publishingAuthor = { name: 'Platform portal', email: 'portal@platform.connectly.io' };

/** Message of the commit on each branch, by branch. */
export function publishedMessages(service: string, settings: PlatformSettings): Record<string, string> {
  return {
    [settings.defaultBranch]: `Start ${service} from the service template`,
    [provisionBranch]: `Provision ${service}`,
  };
}

/** What is pushed: the first commit, and the provision branch on top of it. */
export function publishedCommits(
  answers: ServiceAnswers,
  rendered: RenderedService,
  settings: PlatformSettings,
): PushedCommit[] {
  const { defaultBranch } = settings;
  const messages = publishedMessages(answers.name, settings);
  return [
    { branch: defaultBranch, message: messages[defaultBranch], files: rendered.foundation },
    {
      branch: provisionBranch,
      parent: defaultBranch,
      message: messages[provisionBranch],
      files: rendered.provision,
    },
  ];
}
