import { FetchApi, fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { DocumentMarkdown, DocumentMarkdownProps } from '../DocumentMarkdown';

/** A document of `connectly/platform`, in an app of the new frontend system. */
export function renderDocument(text: string, props: Partial<DocumentMarkdownProps> = {}, fetch?: FetchApi['fetch']) {
  return renderInTestApp(
    <DocumentMarkdown
      text={text}
      headingLevel={2}
      place={{ repository: 'connectly/platform', directory: 'docs/adr', ref: 'c0ffee' }}
      {...props}
    />,
    {
      ...(fetch && { apis: [[fetchApiRef, { fetch }]] as const }),
      config: {
        app: { baseUrl: 'http://localhost:3000' },
        backend: { baseUrl: 'http://localhost:7007' },
        platform: { gitUrl: 'https://forge.example', webUrl: 'https://forge.example' },
      },
    },
  );
}
