import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RenderedFile } from '@connectly/plugin-platform-common';
import { CodeBlock, languageOfPath } from '@connectly/plugin-terraform-react';
import { platformTranslationRef } from '../../translations/ref';

/** One file, highlighted. Its text reaches the page as text nodes only. */
export function FileContent({ file }: { file: RenderedFile }) {
  const { t } = useTranslationRef(platformTranslationRef);
  return (
    <CodeBlock
      title={file.path}
      text={file.content}
      language={languageOfPath(file.path)}
      labels={{ copy: t('review.copy'), copied: t('review.copied') }}
    />
  );
}
