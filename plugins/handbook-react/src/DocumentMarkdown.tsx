/**
 * Markdown of repositories, which is hostile. HTML in it is dropped, what is left passes a strict allow list, links go where
 * `resolveDocumentLink` lets them, images come from the document's own repository by this portal, and diagrams are drawn by our own
 * elements (docs/adr/0012). What this file adds comes after the allow list, and from text alone.
 */
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { readingRefusal } from '@connectly/plugin-handbook-common';
import { showHiddenCharacters } from '@connectly/plugin-platform-common';
import { useMemo } from 'react';
import ReactMarkdown from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import styles from './DocumentMarkdown.module.css';
import { admonitions, admonitionsOfMkDocs } from './markdown/admonitions';
import { commandMarks } from './markdown/commandMarks';
import { DocumentPlace, PortalPageOf } from './markdown/documentLinks';
import { headings } from './markdown/headings';
import { hiddenCharacters } from './markdown/hiddenCharacters';
import { numberParts } from './markdown/numberParts';
import { schemaOf } from './markdown/schema';
import { documentTranslationRef } from './translations/ref';
import { useDocumentComponents } from './useDocumentComponents';

/** @public */
export interface DocumentMarkdownProps {
  text: string;
  place: DocumentPlace;
  /** Level of the document's first headings: one below the heading that they stand under. */
  headingLevel: number;
  /** Pages of this portal that files of the repository have; keep its identity, or the document is drawn again. */
  portalPageOf?: PortalPageOf;
  /** Leaves out a title at the beginning, which the page shows itself. */
  withoutTitle?: boolean;
  /** Before the ids of headings: another one for each document of a page. Default `document-`. */
  idPrefix?: string;
}

/** A document of a repository; nothing in it can run, load from elsewhere, frame, or style outside itself. @public */
export function DocumentMarkdown(props: DocumentMarkdownProps) {
  const { text, place, headingLevel, portalPageOf, withoutTitle = false, idPrefix = 'document-' } = props;
  const { t } = useTranslationRef(documentTranslationRef);
  const components = useDocumentComponents({ place, portalPageOf, idPrefix });
  const schema = useMemo(() => schemaOf(idPrefix), [idPrefix]);
  const isRefused = useMemo(() => readingRefusal(text) !== undefined, [text]);
  if (isRefused) {
    return (
      <div className={styles.root}>
        <p>{t('unread')}</p>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
        <pre className={styles.unread} tabIndex={0}>
          {showHiddenCharacters(text)}
        </pre>
      </div>
    );
  }
  return (
    <div className={styles.root}>
      <ReactMarkdown
        skipHtml
        remarkPlugins={[remarkGfm, commandMarks]}
        remarkRehypeOptions={{ clobberPrefix: idPrefix, footnoteLabel: t('footnotes') }}
        rehypePlugins={[
          [rehypeSanitize, schema],
          hiddenCharacters,
          admonitions,
          numberParts,
          [headings, { top: headingLevel, idPrefix, withoutTitle }],
        ]}
        components={components}
      >
        {admonitionsOfMkDocs(text)}
      </ReactMarkdown>
    </div>
  );
}
