import { ApiProvider } from '@backstage/core-app-api';
import { AnyApiRef, swappableComponentsApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { TemplateCard, TemplateCardComponentProps } from '@backstage/plugin-scaffolder-react/alpha';
import { useReaderLanguage } from '@connectly/plugin-platform-react';
import { useMemo } from 'react';
import { inLanguage } from './inLanguage';

/** The scaffolder's own card of a template, with its texts in the reader's language. */
export function TemplateCardInLanguage({ template, ...props }: TemplateCardComponentProps) {
  const language = useReaderLanguage();
  const apis = useApiHolder();
  // where nothing is swapped, the scaffolder's own card is the card
  const unswapped = useMemo(
    () => ({ get: (ref: AnyApiRef) => (ref.id === swappableComponentsApiRef.id ? undefined : apis.get(ref)) }),
    [apis],
  );
  const { title, description } = template.metadata;
  const metadata = {
    ...template.metadata,
    title: title && inLanguage(title, language),
    description: description && inLanguage(description, language),
  };
  return (
    <ApiProvider apis={unswapped as typeof apis}>
      <TemplateCard {...props} template={{ ...template, metadata }} />
    </ApiProvider>
  );
}
