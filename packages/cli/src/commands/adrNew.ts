import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseDecisionAnswers } from '@connectly/plugin-platform-common';
import { decisionProposal } from '@connectly/plugin-platform-node';
import { readDatedAnswersFile } from '../answersFile';
import { printResult } from '../output';
import { writeFiles } from '../renderedFiles';

/**
 * `platform adr new`: exactly the document that the form *Propose an ADR* commits, under the number after the last one in the checkout.
 * What others have proposed meanwhile, only the forge knows.
 */
export async function adrNewCommand(options: { answers: string; out: string; json?: boolean }) {
  const answers = await readDatedAnswersFile(options.answers, parseDecisionAnswers);
  const out = resolve(options.out);
  const proposal = decisionProposal(answers);
  const entries = await readdir(join(out, proposal.place.directory)).catch(() => []);
  const { files } = await proposal.renderNext({ entries, openPaths: [], branches: [] });
  await writeFiles(out, files);
  printResult({ out, files: files.map(file => file.path) }, options, () => `Wrote ${files[0].path}.`);
}
