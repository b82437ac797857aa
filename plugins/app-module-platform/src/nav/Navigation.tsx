import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { NavContentComponentProps } from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import { RiMenuLine, RiSearchLine } from '@remixicon/react';
import { appTranslationRef } from '../translations/ref';
import { PortalMark } from './PortalMark';

/** The sidebar: search, the pages of all plugins, notifications and settings. */
export function Navigation({ navItems }: NavContentComponentProps) {
  const { t } = useTranslationRef(appTranslationRef);
  // a page's own title is one text in one language, so the sidebar names the pages it knows itself
  const titles: Record<string, string> = {
    '/': t('nav.pages.catalog'),
    '/create': t('nav.pages.create'),
    '/api-docs': t('nav.pages.apis'),
    '/catalog-graph': t('nav.pages.graph'),
    '/docs': t('nav.pages.docs'),
    '/modules': t('nav.pages.modules'),
    '/stacks': t('nav.pages.stacks'),
    '/handbook': t('nav.pages.handbook'),
    '/settings': t('nav.settings'),
  };
  const nav = navItems.withComponent(item => (
    <SidebarItem icon={() => item.icon} to={item.href} text={titles[item.href] ?? item.title} />
  ));
  // search is a dialog and notifications have a counter, so neither is a plain item
  nav.take('page:search');
  nav.take('page:notifications');
  return (
    <Sidebar>
      <PortalMark />
      <SidebarGroup label={t('nav.search')} icon={<RiSearchLine />} to="/search">
        <SidebarSearchModal />
      </SidebarGroup>
      <SidebarDivider />
      <SidebarGroup label={t('nav.menu')} icon={<RiMenuLine />}>
        {nav.take('page:catalog')}
        {nav.take('page:scaffolder')}
        <SidebarDivider />
        <SidebarScrollWrapper>{nav.rest({ sortBy: 'title' })}</SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <NotificationsSidebarItem text={t('nav.notifications')} />
      <SidebarDivider />
      <SidebarGroup
        label={t('nav.settings')}
        icon={<UserSettingsSignInAvatar />}
        to="/settings"
      >
        {nav.take('page:user-settings')}
      </SidebarGroup>
    </Sidebar>
  );
}
