import { DocumentKind, DocumentLanguage } from '@connectly/plugin-handbook-common';

/** What a file's path says of the document in it. @public */
export interface DocumentPlace {
  /** Of the English file. */
  path: string;
  kind: DocumentKind;
  language: DocumentLanguage;
}

const kinds: [RegExp, DocumentKind][] = [
  [/^docs\/adr\/\d{4}-[^/]+\.md$/, 'adr'],
  [/^docs\/runbook\.md$/, 'runbook'],
  [/^docs\/runbooks\/[^/]+\.md$/, 'runbook'],
  [/^docs\/troubleshooting\/TS-\d{3,}-[^/]+\.md$/, 'troubleshooting'],
  [/^docs\/onboarding\/[^/]+\.md$/, 'path'],
  [/^docs\/.+\.md$/, 'guide'],
];

/**
 * What kind of document stands at a path of a repository, and in which language; nothing for a file that is none, such as
 * an `index.md`, which only leads to others.
 * @public
 */
export function documentPlaceOf(file: string): DocumentPlace | undefined {
  const language = file.endsWith('.ko.md') ? 'ko' : 'en';
  const path = language === 'ko' ? file.replace(/\.ko\.md$/, '.md') : file;
  if (/(^|\/)index\.md$/.test(path)) {
    return undefined;
  }
  const kind = kinds.find(([pattern]) => pattern.test(path))?.[1];
  return kind && { path, kind, language };
}

/** Where the file of a language lies. @public */
export function fileOf({ path, language }: Omit<DocumentPlace, 'kind'>): string {
  return language === 'ko' ? path.replace(/\.md$/, '.ko.md') : path;
}
