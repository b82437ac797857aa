import { DocumentDetails } from '@connectly/plugin-handbook-common';
import { DocumentMarkdown, PortalPageOf } from '@connectly/plugin-handbook-react';
import { useCallback } from 'react';
import { useHandbookLinks } from '../../links';

const moduleDirectory = /^infrastructure\/modules\/([A-Za-z0-9_-]+)$/;
const stackDirectory = /^infrastructure\/stacks\/([A-Za-z0-9_-]+)$/;
const documentFile = /^docs\/.+\.md$/;

/** Markdown of the document; other documents, modules and stacks that it links to have pages here. */
export function DocumentText(props: {
  document: DocumentDetails;
  text: string;
  headingLevel?: number;
  withoutTitle?: boolean;
  idPrefix?: string;
}) {
  const { document, text, headingLevel = 3, withoutTitle, idPrefix } = props;
  const { repository, path, commit } = document;
  const links = useHandbookLinks();
  const portalPageOf = useCallback<PortalPageOf>(
    target => {
      const [, module] = moduleDirectory.exec(target.path) ?? [];
      if (module) return links.module(module);
      const [, stack] = stackDirectory.exec(target.path) ?? [];
      if (stack) return links.stack(stack);
      // an index is the table of contents of TechDocs, and no document of its own
      if (!documentFile.test(target.path) || target.path.endsWith('/index.md')) return undefined;
      return links.document({ repository, path: target.path.replace(/\.ko\.md$/, '.md'), anchor: target.anchor });
    },
    [links, repository],
  );
  return (
    <DocumentMarkdown
      text={text}
      headingLevel={headingLevel}
      place={{ repository, directory: path.split('/').slice(0, -1).join('/'), ref: commit }}
      portalPageOf={portalPageOf}
      withoutTitle={withoutTitle}
      idPrefix={idPrefix}
    />
  );
}
