import { Link, Text } from '@backstage/ui';
import { ReactElement, ReactNode } from 'react';
import styles from './FoundItem.module.css';
import { excerptOf, Highlight, partsOf } from './highlight';

/** What the search hands to a result. @public */
export interface FoundItemProps {
  result: { title: string; text: string; location: string };
  highlight?: Highlight;
  /** What kind of thing was found, as an icon and in words. */
  icon: ReactElement;
  kind: string;
  /** A sentence that says what it is; what surrounds the first match otherwise. */
  summary?: string;
  /** Facts below it, such as its owner. */
  facts?: ReactNode[];
}

/** One result of the search: its kind, its title as a link, what was matched, and whose it is. @public */
export function FoundItem({ result, highlight, icon, kind, summary, facts = [] }: FoundItemProps) {
  const marked = (field: 'title' | 'text', plain: string) => partsOf(highlight?.fields[field] ?? plain, highlight);
  return (
    <article className={styles.item}>
      <span className={styles.icon} aria-hidden>
        {icon}
      </span>
      <div className={styles.content}>
        <Text as="p" variant="body-small" color="secondary">
          {kind}
        </Text>
        <Link href={result.location} variant="title-x-small" weight="bold">
          <Parts parts={marked('title', result.title)} />
        </Link>
        <Text as="p">{summary ?? <Parts parts={excerptOf(marked('text', result.text))} />}</Text>
        {facts.length > 0 && (
          <ul className={styles.facts}>
            {facts.map((fact, index) => (
              <li key={index}>{fact}</li>
            ))}
          </ul>
        )}
      </div>
    </article>
  );
}

function Parts({ parts }: { parts: { text: string; isMatch: boolean }[] }) {
  return (
    <>
      {parts.map(({ text, isMatch }, index) =>
        isMatch ? (
          <mark key={index} className={styles.match}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </>
  );
}
