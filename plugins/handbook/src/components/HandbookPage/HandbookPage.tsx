import { ListAndDetail, useQuery } from '@connectly/plugin-platform-react';
import { DocumentPage } from '../DocumentPage';
import { RunPage } from '../Runs';
import { HandbookLists } from './HandbookLists';

/** The lists, and below them the document, or the run of a runbook, that the query names. */
export function HandbookPage() {
  return (
    <ListAndDetail
      list={<HandbookLists />}
      detail={name => (name === 'document' ? <DocumentOrRun /> : undefined)}
    />
  );
}

function DocumentOrRun() {
  const [query] = useQuery();
  const run = query.get('run');
  return run ? <RunPage id={run} key={run} /> : <DocumentPage />;
}
