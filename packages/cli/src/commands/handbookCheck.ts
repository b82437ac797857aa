import { resolve } from 'node:path';
import { DocumentFinding, HandbookDocument } from '@connectly/plugin-handbook-common';
import { readHandbook } from '@connectly/plugin-handbook-node';
import { PlatformErrorCode, platformErrors } from '@connectly/plugin-platform-common';
import { readHandbookFiles } from '../handbookFiles';
import { printResult } from '../output';

/** A finding with what to do about it, in the words of the catalogue of refusals. */
export interface CheckedFinding extends DocumentFinding {
  next: string;
}

/** How many documents were read, and what is wrong in them, by file and line. */
export async function checkHandbook(directory: string): Promise<{ documents: HandbookDocument[]; findings: CheckedFinding[] }> {
  const { files, ...known } = await readHandbookFiles(directory);
  const { documents, findings } = readHandbook(files, known);
  const checked = findings.map(finding => ({ ...finding, next: platformErrors[finding.code as PlatformErrorCode].next }));
  return {
    documents,
    findings: checked.sort((left, right) => left.file.localeCompare(right.file) || left.line - right.line),
  };
}

/** `platform handbook check DIR`: ends with 2 when an error is found. */
export async function handbookCheckCommand(directory: string, options: { json?: boolean }) {
  const { documents, findings } = await checkHandbook(resolve(directory));
  printResult({ documents: documents.length, findings }, options, () =>
    [
      ...findings.map(({ severity, code, file, line, message, next }) => `${severity} ${code} ${file}:${line} ${message} ${next}`),
      `${documents.length} documents, ${findings.length || 'no'} findings.`,
    ].join('\n'),
  );
  if (findings.some(finding => finding.severity === 'error')) process.exitCode = 2;
}
