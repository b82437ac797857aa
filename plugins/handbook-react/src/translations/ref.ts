import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Texts around the Markdown of repositories. @public */
export const documentTranslationRef = createTranslationRef({
  id: 'plugin.handbook-react',
  messages: {
    unread: 'This document is too long or too deeply nested to be formatted. It is shown as it is written.',
    image: 'Image: {{alt}}',
    imageWithoutText: 'Image',
    table: 'Table {{number}}',
    code: 'Code',
    codeNumber: '{{language}} {{number}}',
    copy: 'Copy',
    copied: 'Copied',
    anchor: 'Link to “{{title}}”',
    diagram: 'Diagram {{number}}',
    diagramSource: 'Text of the diagram',
    done: 'Done',
    open: 'Not done',
    footnotes: 'Footnotes',
    footnote: 'Footnote {{number}}',
    footnoteBack: 'Back to the text',
    run: 'Executed by tests',
    runIn: 'Executed by tests, in {{world}}',
    notRun: 'Not executed by tests: {{reason}}',
    admonition: {
      note: 'Note',
      tip: 'Tip',
      important: 'Important',
      warning: 'Warning',
      caution: 'Caution',
    },
  },
  translations: { ko: () => import('./ko') },
});
