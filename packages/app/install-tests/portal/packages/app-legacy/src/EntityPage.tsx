import { EntityAboutCard, EntityLayout, EntitySwitch } from '@backstage/plugin-catalog';
// guide: packages/app/src/components/catalog/EntityPage.tsx, imports

export const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <>
        <EntityAboutCard />
        {/* guide: packages/app/src/components/catalog/EntityPage.tsx, cards */}
      </>
    </EntityLayout.Route>
  </EntityLayout>
);
