import { DocumentSummary } from '@connectly/plugin-handbook-common';
import { PortalLink } from '@connectly/plugin-platform-react';
import { useHandbookLinks } from '../links';
import { numberOf } from './marks';

/** The title of a document, as a link to its page. */
export function DocumentLink({ document }: { document: Pick<DocumentSummary, 'repository' | 'path' | 'title' | 'decision'> }) {
  const links = useHandbookLinks();
  const { decision, title } = document;
  return <PortalLink href={links.document({ repository: document.repository, path: document.path })}>{decision ? `${numberOf(decision.number)} ${title}` : title}</PortalLink>;
}
