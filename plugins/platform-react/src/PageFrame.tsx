import { PluginHeader } from '@backstage/ui';
import { ReactElement, ReactNode } from 'react';
import styles from './PageFrame.module.css';

/**
 * The bar above a page, with the way back to its list.
 *
 * The pages draw it themselves (`noHeader`): a page extension's own title is one fixed text and cannot follow the
 * reader's language, and the old frontend system draws none.
 * @public
 */
export function PageFrame(props: {
  title: string;
  icon: ReactElement;
  href?: string;
  /** Name of the thing that is shown, on a page below the list. */
  detail?: { name: string; href?: string };
  children: ReactNode;
}) {
  const { title, icon, href, detail, children } = props;
  const breadcrumbs =
    detail && href && detail.href
      ? [
          { label: title, href },
          { label: detail.name, href: detail.href },
        ]
      : undefined;
  return (
    <main className={styles.root}>
      <PluginHeader
        title={title}
        icon={icon}
        titleLink={href}
        breadcrumbs={breadcrumbs}
      />
      {children}
    </main>
  );
}
