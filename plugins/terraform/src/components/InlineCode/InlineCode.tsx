import styles from './InlineCode.module.css';

/** A sentence of a file, in which backticks mark code. Everything in it stays text. */
export function InlineCode({ text }: { text: string }) {
  // every second part stands between backticks, when they come in pairs
  const parts = text.split('`');
  if (parts.length % 2 === 0) return <>{text}</>;
  return (
    <>
      {parts.map((part, index) =>
        index % 2 ? (
          <code key={index} className={styles.code}>
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </>
  );
}
