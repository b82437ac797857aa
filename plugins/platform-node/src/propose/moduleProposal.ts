import { ModuleAnswers, PlatformError } from '@connectly/plugin-platform-common';
import { modulesDirectory } from '../central/releases';
import { markdownText } from '../render/markdown';
import { moduleBranches, renderModule } from '../render/renderModule';
import { PlatformSettings } from '../settings';
import { Proposal, TakenNames } from './Proposal';
import { digestOf } from './proposalMarker';

/** Where modules are begun: their folder, and the beginning of their branches' names. */
export const modulePlace = { directory: modulesDirectory, branches: moduleBranches };

/** @throws PlatformError PLT-105 when a module has this name, or is about to */
export function refuseTakenModule(name: string, { entries, openPaths, branches }: TakenNames) {
  const refuse = (message: string) =>
    new PlatformError({ code: 'PLT-105', message, where: 'name', next: 'Choose another name, or improve what is there.' });
  if (entries.includes(name)) throw refuse(`There is a module ${name} already.`);
  if (branches.includes(name)) throw refuse(`The branch ${moduleBranches}${name} exists: somebody has begun a module ${name}.`);
  if (openPaths.some(path => path.startsWith(`${modulesDirectory}/${name}/`))) {
    throw refuse(`An open pull request adds a module ${name}.`);
  }
}

/** A module that is begun in the central repository, under its name. */
export function moduleProposal(answers: ModuleAnswers, settings: PlatformSettings): Proposal {
  const repository = `${settings.organisation}/${settings.centralRepository}`;
  const { name } = answers;
  return {
    repository,
    digest: digestOf(answers),
    place: modulePlace,
    async renderNext(taken) {
      refuseTakenModule(name, taken);
      return await renderModule(answers, settings);
    },
    renderAs: () => renderModule(answers, settings),
    describe: requester => `Begins the module **${name}**, by ${markdownText(requester)} through the portal. It passes every check as it is.

1. Put what the module is for in the place of the topic in \`main.tf\`, with its rules, examples and tests.
2. \`script/infra test ${name}\` and \`script/infra emulate ${name}\` say what is missing; \`script/infra docs ${name}\` writes the README.
3. Merge. That commit is the release 0.1.0; the next ones are made by \`script/infra release ${name}\`.`,
  };
}
