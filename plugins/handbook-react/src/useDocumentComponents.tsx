import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { ScrollRegion, useForge } from '@connectly/plugin-platform-react';
import { CodeText } from '@connectly/plugin-terraform-react';
import { RiCheckboxBlankLine, RiCheckboxLine, RiLinkM } from '@remixicon/react';
import type { Element } from 'hast';
import { Children, ReactNode, useMemo } from 'react';
import { Components } from 'react-markdown';
import { Admonition } from './Admonition';
import { DocumentCode } from './DocumentCode';
import styles from './DocumentMarkdown.module.css';
import { AdmonitionKind } from './markdown/admonitions';
import { DocumentPlace, PortalPageOf, resolveDocumentLink, resolveRepositoryPath } from './markdown/documentLinks';
import { textOf } from './markdown/headings';
import { RepositoryImage } from './RepositoryImage';
import { documentTranslationRef } from './translations/ref';

/** What each element of a document becomes. */
export function useDocumentComponents(options: {
  place: DocumentPlace;
  portalPageOf: PortalPageOf | undefined;
  idPrefix: string;
}): Components {
  const { place: { repository, directory, ref }, portalPageOf, idPrefix } = options;
  const { t } = useTranslationRef(documentTranslationRef);
  const forge = useForge();
  return useMemo((): Components => {
    const place = { repository, directory, ref };
    const footnotes = { mark: (number: string) => t('footnote', { number }), back: t('footnoteBack') };
    const heading = ({ node, children }: { node?: Element; children?: ReactNode }) => (
      <Heading node={node} anchorLabel={title => t('anchor', { title })}>
        {children}
      </Heading>
    );
    return {
      a({ node, href, children }) {
        const link = resolveDocumentLink(href, { place, forge, portalPageOf, idPrefix });
        if (!link) return <>{children}</>;
        if (link.to === 'portal') return <Link href={link.href}>{children}</Link>;
        if (link.to === 'heading') {
          // the router would drop the query of the page, which holds its tab and version
          const id = typeof node?.properties.id === 'string' ? node.properties.id : undefined;
          return (
            <a href={link.href} id={id} aria-label={footnoteLabel(node, footnotes)}>
              {children}
            </a>
          );
        }
        return (
          <Link href={link.href} target="_blank" rel="noopener noreferrer">
            {children}
          </Link>
        );
      },
      h1: heading,
      h2: heading,
      h3: heading,
      h4: heading,
      h5: heading,
      h6: heading,
      img({ alt, src }) {
        const path = resolveRepositoryPath(src, place);
        return <RepositoryImage alt={alt} source={path ? { repository, ref, path } : undefined} />;
      },
      // a box that cannot be ticked is read as what it says
      input({ checked }) {
        return (
          <span role="img" aria-label={checked ? t('done') : t('open')} className={styles.task}>
            {checked ? <RiCheckboxLine size={18} aria-hidden /> : <RiCheckboxBlankLine size={18} aria-hidden />}
          </span>
        );
      },
      table({ node, children }) {
        return (
          <div className={styles.block}>
            <ScrollRegion label={t('table', { number: numberOf(node) })}>
              <table className={styles.table}>{children}</table>
            </ScrollRegion>
          </div>
        );
      },
      // the corner of a table names nothing
      th: ({ children, style }) => (Children.count(children) > 0 ? <th style={style}>{children}</th> : <td />),
      blockquote({ node, children }) {
        const kind = node?.properties.dataAdmonition;
        if (!kind) return <blockquote>{children}</blockquote>;
        const parts = Children.toArray(children).filter(child => child !== '\n');
        return (
          <Admonition kind={kind as AdmonitionKind} title={node.properties.dataTitled ? parts.shift() : undefined}>
            {parts}
          </Admonition>
        );
      },
      pre: ({ node }) => <DocumentCode node={node} number={numberOf(node)} />,
      code: ({ children }) => <CodeText text={String(children ?? '')} />,
      section: ({ children }) => <div>{children}</div>,
    };
  }, [repository, directory, ref, portalPageOf, idPrefix, t, forge]);
}

function Heading({ node, anchorLabel, children }: { node?: Element; anchorLabel: (title: string) => string; children: ReactNode }) {
  if (!node) return null;
  const Tag = node.tagName as 'h2';
  const id = String(node.properties.id ?? '');
  // beside the heading and not in it, so that its name stays its text
  return (
    <div className={styles.heading}>
      <Tag id={id}>{children}</Tag>
      <a href={`#${id}`} className={styles.anchor} aria-label={anchorLabel(textOf(node))}>
        <RiLinkM size={16} aria-hidden />
      </a>
    </div>
  );
}

function footnoteLabel(node: Element | undefined, labels: { mark: (number: string) => string; back: string }): string | undefined {
  if (node?.properties.dataFootnoteBackref !== undefined) return labels.back;
  return node?.properties.dataFootnoteRef !== undefined ? labels.mark(textOf(node)) : undefined;
}

function numberOf(node: Element | undefined): string {
  return String(node?.properties.dataNumber ?? '');
}
