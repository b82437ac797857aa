import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchDocument } from '@backstage/plugin-search-common';
import { DocumentKind, DocumentLanguage } from '@connectly/plugin-handbook-common';
import { FoundItem, Highlight, OwnerLink, useReaderLanguage } from '@connectly/plugin-platform-react';
import { RiBookOpenLine, RiFirstAidKitLine, RiGitCommitLine, RiListOrdered2, RiRoadMapLine } from '@remixicon/react';
import { ReactElement } from 'react';
import { handbookTranslationRef } from '../../translations/ref';

const icons: Record<DocumentKind, ReactElement> = {
  adr: <RiGitCommitLine size={20} />,
  runbook: <RiListOrdered2 size={20} />,
  troubleshooting: <RiFirstAidKitLine size={20} />,
  path: <RiRoadMapLine size={20} />,
  guide: <RiBookOpenLine size={20} />,
};

/** A document among the results of the search; of an entry its symptom, which says whether it is the one. */
export function HandbookFoundItem(props: { result?: SearchDocument; highlight?: Highlight }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const own = useReaderLanguage();
  const { result, highlight } = props;
  if (!result) return null;
  const { kind, language, owner, repository, symptom } = result as SearchDocument & {
    kind: DocumentKind;
    language: DocumentLanguage;
    owner: string;
    repository: string;
    symptom?: string;
  };
  const shown: DocumentKind = kind in icons ? kind : 'guide';
  return (
    <FoundItem
      result={result}
      highlight={highlight}
      icon={icons[shown]}
      kind={t(`kinds.${shown}`)}
      summary={symptom}
      facts={[
        <OwnerLink owner={owner} />,
        repository,
        ...(language !== own ? [t(language === 'ko' ? 'languages.ko' : 'languages.en')] : []),
      ]}
    />
  );
}
