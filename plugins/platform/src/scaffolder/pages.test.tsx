import { appLanguageApiRef, swappableComponentsApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { catalogApiRef, entityPresentationApiRef, entityRouteRef, starredEntitiesApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { TemplateCard } from '@backstage/plugin-scaffolder-react/alpha';
import { screen } from '@testing-library/react';
import { TemplateCardInLanguage } from './TemplateCardInLanguage';
import { TemplateOutputs } from './TemplateOutputs';

const template: TemplateEntityV1beta3 = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'service', title: 'New service · 새 서비스', description: 'A repository. · 저장소입니다.' },
  spec: { type: 'service', steps: [] },
};

const observable = <T,>(value: T) => ({ subscribe: () => ({ unsubscribe() {} }), value });

function languages(language: string) {
  return { getLanguage: () => ({ language }), language$: () => observable(language), getAvailableLanguages: () => ({ languages: [] }), setLanguage() {} };
}

describe.each([
  ['en', 'New service', 'A repository.', 'Merge.'],
  ['ko', '새 서비스', '저장소입니다.', '병합하세요.'],
])('the pages of the scaffolder in %s', (language, title, description, next) => {
  it('show the card of a template', async () => {
    // as the page of templates shows it, with the card in its place
    const swapped = { getComponent: ({ id }: { id: string }) => (id === TemplateCard.ref.id ? TemplateCardInLanguage : () => null) };
    renderInTestApp(<TemplateCard template={template} />, {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [
        [swappableComponentsApiRef, swapped as never],
        [appLanguageApiRef, languages(language) as never],
        [catalogApiRef, catalogApiMock()],
        [starredEntitiesApiRef, { starredEntitie$: () => observable(new Set()), toggleStarred: async () => {} } as never],
        [entityPresentationApiRef, { forEntity: () => ({ snapshot: {}, promise: Promise.resolve({}) }) } as never],
      ],
    });
    expect(await screen.findByText(title)).toBeInTheDocument();
    expect(screen.getByText(description)).toBeInTheDocument();
  });

  it('show what comes next', async () => {
    const text = [{ title: 'Next · 다음', content: '1. Merge. · 병합하세요.' }];
    renderInTestApp(<TemplateOutputs output={{ text }} />, { apis: [[appLanguageApiRef, languages(language) as never]] });
    expect(await screen.findByText(next)).toBeInTheDocument();
  });
});
