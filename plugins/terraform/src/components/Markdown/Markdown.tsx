/**
 * Markdown of repositories, which is hostile. HTML in it is dropped, what is left passes a strict allow list, links go
 * where `resolveDocumentLink` lets them, and no image is fetched: it would tell its host who reads.
 */
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { CodeBlock, CodeText } from '@connectly/plugin-terraform-react';
import { RiImageLine } from '@remixicon/react';
import { useMemo } from 'react';
import ReactMarkdown, { Components } from 'react-markdown';
import rehypeSanitize, { Options } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { useForge } from '../../forge';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import { ScrollRegion } from '../DataTable';
import { DocumentPlace, resolveDocumentLink } from './documentLinks';
import { headingOrder } from './headingOrder';
import styles from './Markdown.module.css';

const schema: Options = {
  tagNames: [
    ...[
      'h1',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'p',
      'br',
      'hr',
      'blockquote',
      'ul',
      'ol',
      'li',
      'pre',
      'code',
      'em',
    ],
    ...[
      'strong',
      'del',
      'a',
      'img',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
    ],
  ],
  attributes: {
    a: ['href'],
    code: [['className', /^language-[\w-]+$/]],
    img: ['alt'],
    ol: ['start'],
    td: [['align', 'left', 'right', 'center']],
    th: [['align', 'left', 'right', 'center']],
  },
  protocols: { href: ['http', 'https'] },
  strip: ['script', 'style'],
};

/**
 * @param props.headingLevel - level of the document's first headings: one below the heading that they stand under
 */
export function Markdown(props: {
  text: string;
  place: DocumentPlace;
  headingLevel: number;
}) {
  const { text, place, headingLevel } = props;
  const components = useComponents(place);
  return (
    <div className={styles.root}>
      <ReactMarkdown
        skipHtml
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[
          [rehypeSanitize, schema],
          [headingOrder, { top: headingLevel }],
        ]}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}

function useComponents({
  repository,
  directory,
  ref,
}: DocumentPlace): Components {
  const { t } = useTranslationRef(terraformTranslationRef);
  const forge = useForge();
  const links = useTerraformLinks();
  return useMemo(() => {
    const place = { repository, directory, ref };
    const labels = { copy: t('code.copy'), copied: t('code.copied') };
    return {
      a({ href, children }) {
        const link = resolveDocumentLink(href, { place, forge, links });
        if (!link) return <>{children}</>;
        if (link.to === 'portal')
          return <Link href={link.href}>{children}</Link>;
        // the router would drop the query of the page, which holds its tab and version
        if (link.to === 'heading') return <a href={link.href}>{children}</a>;
        return (
          <Link href={link.href} target="_blank" rel="noopener noreferrer">
            {children}
          </Link>
        );
      },
      img({ alt }) {
        return (
          <span className={styles.image}>
            <RiImageLine size={16} aria-hidden />
            {alt
              ? t('markdown.image', { alt })
              : t('markdown.imageWithoutText')}
          </span>
        );
      },
      table({ children }) {
        return (
          <ScrollRegion label={t('markdown.table')}>
            <table className={styles.table}>{children}</table>
          </ScrollRegion>
        );
      },
      pre({ node }) {
        const [code] = node?.children ?? [];
        if (code?.type !== 'element') return null;
        const [content] = code.children;
        const source =
          content?.type === 'text' ? content.value.replace(/\n$/, '') : '';
        const [name] = Array.isArray(code.properties.className)
          ? code.properties.className
          : [];
        const language =
          typeof name === 'string' ? name.replace('language-', '') : undefined;
        return (
          <CodeBlock
            className={styles.block}
            title={language ?? t('markdown.code')}
            text={source}
            language={language}
            labels={labels}
          />
        );
      },
      code: ({ children }) => <CodeText text={String(children ?? '')} />,
    };
  }, [repository, directory, ref, t, forge, links]);
}
