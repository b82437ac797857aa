import { ParsedDocument } from '../parse/parseDocument';

/** Findings of this kind in a document: who has more of them sees it by these. */
const told = 100;

/** Tells that a document names what is not there. */
export function tellMissing({ document, file }: ParsedDocument, message: string, line: number): void {
  if (document.findings.filter(({ code }) => code === 'PLT-703').length < told) {
    document.findings.push({ severity: 'error', code: 'PLT-703', message, file, line });
  }
}
