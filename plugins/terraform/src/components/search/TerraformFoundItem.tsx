import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchDocument } from '@backstage/plugin-search-common';
import { FoundItem, Highlight, OwnerLink } from '@connectly/plugin-platform-react';
import { RiLoginBoxLine, RiLogoutBoxRLine, RiStackLine } from '@remixicon/react';
import { ReactElement } from 'react';
import { terraformTranslationRef } from '../../translations/ref';
import { withoutMarks } from '../InlineCode';

type Kind = 'module' | 'input' | 'output';

const icons: Record<Kind, ReactElement> = {
  module: <RiStackLine size={20} />,
  input: <RiLoginBoxLine size={20} />,
  output: <RiLogoutBoxRLine size={20} />,
};

/** A module, an input or an output among the results of the search. */
export function TerraformFoundItem(props: { result?: SearchDocument; highlight?: Highlight }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const { result, highlight } = props;
  if (!result) return null;
  const { kind, owner, module, description } = result as SearchDocument & {
    kind: Kind;
    owner: string;
    module: string;
    description?: string;
  };
  const shown: Kind = kind in icons ? kind : 'module';
  return (
    <FoundItem
      result={result}
      highlight={highlight}
      icon={icons[shown]}
      summary={description ? withoutMarks(description) : undefined}
      kind={t(`found.${shown}`, { module })}
      facts={[<OwnerLink owner={owner} />]}
    />
  );
}
