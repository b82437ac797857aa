import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseModuleAnswers, PlatformError } from '@connectly/plugin-platform-common';
import { modulesDirectory, renderModule } from '@connectly/plugin-platform-node';
import { readDatedAnswersFile } from '../answersFile';
import { printResult } from '../output';
import { writeFiles } from '../renderedFiles';
import { findCheckout, readConfiguration } from '../settings';

/** `platform module new`: exactly the files that the form *New module* commits. */
export async function moduleNewCommand(options: { answers: string; out: string; json?: boolean }) {
  const answers = await readDatedAnswersFile(options.answers, parseModuleAnswers);
  const out = resolve(options.out);
  const directory = join(out, modulesDirectory, answers.name);
  if (existsSync(directory)) {
    throw new PlatformError({
      code: 'PLT-105',
      message: `There is a module ${answers.name} already.`,
      where: directory,
      next: 'Choose another name; nothing was written.',
    });
  }
  const { settings } = await readConfiguration(findCheckout());
  const { files } = await renderModule(answers, settings);
  await writeFiles(out, files);
  printResult({ out, files: files.map(file => file.path) }, options, () => `Wrote ${files.length} files to ${directory}.`);
}
