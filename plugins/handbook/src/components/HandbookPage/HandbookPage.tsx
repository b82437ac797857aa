import { ListAndDetail } from '@connectly/plugin-platform-react';
import { DocumentPage } from '../DocumentPage';
import { HandbookLists } from './HandbookLists';

/** The lists, and below them the document that the query names. */
export function HandbookPage() {
  return (
    <ListAndDetail
      list={<HandbookLists />}
      detail={name => (name === 'document' ? <DocumentPage /> : <HandbookLists />)}
    />
  );
}
