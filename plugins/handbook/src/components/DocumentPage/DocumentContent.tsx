import { Container } from '@backstage/ui';
import { DocumentDetails } from '@connectly/plugin-handbook-common';
import { useQuery } from '@connectly/plugin-platform-react';
import { DocumentFindings } from './DocumentFindings';
import { DocumentHeader } from './DocumentHeader';
import styles from './DocumentPage.module.css';
import { DocumentText } from './DocumentText';
import { DocumentVersions } from './DocumentVersions';
import { EntryFacts } from './EntryFacts';
import { PathBody } from './PathBody';
import { RunbookBody, RunbookPromise } from './RunbookBody';
import { RunbookReader } from './RunbookReader';
import { SinceAcceptance } from './SinceAcceptance';
import { TableOfContents } from './TableOfContents';
import { useHistory } from './useHistory';

/** What a document of each kind shows. */
export function DocumentContent({ document }: { document: DocumentDetails }) {
  const [query, change] = useQuery();
  const steps = document.content.runbook?.steps ?? [];
  const step = Number.parseInt(query.get('step') ?? '', 10);
  if (step >= 1 && step <= steps.length) {
    return (
      <Container className={styles.page}>
        <RunbookReader
          document={document}
          steps={steps}
          number={step}
          // every step is a place of its own, so that back leads to the step before
          onStep={number => change({ step: number === undefined ? undefined : String(number) })}
        />
      </Container>
    );
  }
  return <WholeDocument document={document} onRead={() => change({ step: '1' })} />;
}

function WholeDocument({ document, onRead }: { document: DocumentDetails; onRead: () => void }) {
  const history = useHistory(document);
  const { runbook, newcomers, troubleshooting } = document.content;
  const steps = runbook?.steps ?? [];
  const isStepped = steps.length > 0 || (newcomers?.steps.length ?? 0) > 0;
  return (
    <>
      <DocumentHeader document={document} />
      <Container className={styles.page}>
        <div className={styles.columns}>
          <article className={styles.column} lang={document.language}>
            <DocumentFindings document={document} />
            {document.decision?.state === 'accepted' && <SinceAcceptance document={document} history={history} />}
            {troubleshooting && <EntryFacts document={document} entry={troubleshooting} />}
            {steps.length > 0 && runbook && (
              <RunbookBody document={document} runbook={runbook} onRead={onRead} />
            )}
            {newcomers && newcomers.steps.length > 0 && <PathBody document={document} path={newcomers} />}
            {runbook && steps.length === 0 && <RunbookPromise runbook={runbook} />}
            {!isStepped && <DocumentText document={document} text={document.content.text} withoutTitle />}
            <DocumentVersions document={document} history={history} />
          </article>
          {!isStepped && <TableOfContents headings={document.content.headings} />}
        </div>
      </Container>
    </>
  );
}
