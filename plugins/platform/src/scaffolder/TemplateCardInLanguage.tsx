import { ApiProvider } from '@backstage/core-app-api';
import { AnyApiRef, ApiHolder, swappableComponentsApiRef } from '@backstage/frontend-plugin-api';
import { TemplateCard, TemplateCardComponentProps } from '@backstage/plugin-scaffolder-react/alpha';
import { useReaderLanguage } from '@connectly/plugin-platform-react';
import { inLanguage } from './inLanguage';

/**
 * Below this nothing is swapped, so the scaffolder's own card is the card, and not the one that stands in its place. An API that is not
 * there is looked for further up; only one that cannot be had is not.
 */
const unswapped: ApiHolder = {
  get(ref: AnyApiRef) {
    if (ref.id === swappableComponentsApiRef.id) throw new Error('Nothing is swapped here.');
    return undefined;
  },
};

/** The scaffolder's own card of a template, with its texts in the reader's language. */
export function TemplateCardInLanguage({ template, ...props }: TemplateCardComponentProps) {
  const language = useReaderLanguage();
  const { title, description } = template.metadata;
  const metadata = {
    ...template.metadata,
    title: title && inLanguage(title, language),
    description: description && inLanguage(description, language),
  };
  return (
    <ApiProvider apis={unswapped}>
      <TemplateCard {...props} template={{ ...template, metadata }} />
    </ApiProvider>
  );
}
