import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLinks } from '@backstage/plugin-catalog-react';
import { Header, Link } from '@backstage/ui';
import { DocumentDetails } from '@connectly/plugin-handbook-common';
import { OwnerLink, useForge } from '@connectly/plugin-platform-react';
import { ReactNode } from 'react';
import { useDuration } from '../../duration';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { DecisionMark, FreshnessMark, numberOf } from '../marks';
import { LanguageSwitch } from './LanguageSwitch';

/** Kind, title, owner, state, dates and what the document is about. */
export function DocumentHeader({ document }: { document: DocumentDetails }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const links = useHandbookLinks();
  const forge = useForge();
  const duration = useDuration();
  const { kind, repository, path, commit, decision, tags, about, troubleshooting } = document;
  const named = decision ? numberOf(decision.number) : troubleshooting?.entry;
  const source = forge.file({ repository, ref: commit, path });
  const facts: [label: string, value: ReactNode][] = [[t('document.owner'), <OwnerLink owner={document.owner} />]];
  if (decision) {
    facts.push([t('document.state'), <DecisionMark decision={decision} />]);
    if (decision.date) facts.push([t('document.date'), decision.date]);
    if (decision.decisionMakers.length > 0) facts.push([t('document.deciders'), decision.decisionMakers.join(', ')]);
    if (decision.supersedes.length > 0) facts.push([t('document.supersedes'), decision.supersedes.map(numberOf).join(', ')]);
  }
  if (document.minutes !== undefined) facts.push([t('list.columns.minutes'), duration(document.minutes)]);
  facts.push([t('document.review'), <FreshnessMark freshness={document.freshness} />]);
  facts.push([t('document.reviewed'), document.reviewed ?? t('document.neverReviewed')]);
  if (document.reviewDue) facts.push([t('document.due'), document.reviewDue]);
  if (about.length > 0) facts.push([t('document.about'), <EntityRefLinks entityRefs={about} defaultKind="component" />]);
  facts.push([
    t('document.source'),
    <Link href={source} target="_blank" rel="noopener noreferrer">
      {repository}
    </Link>,
  ]);
  return (
    <Header
      title={named ? `${named} ${document.title}` : document.title}
      tags={[
        { label: t(`kinds.${kind}`), href: `${links.handbook ?? ''}?tab=${kind}` },
        ...tags.map(tag => ({ label: tag, href: `${links.handbook ?? ''}?tab=${kind}&tag=${encodeURIComponent(tag)}` })),
      ]}
      customActions={<LanguageSwitch document={document} />}
      metadata={facts.map(([label, value]) => ({ label, value }))}
    />
  );
}
