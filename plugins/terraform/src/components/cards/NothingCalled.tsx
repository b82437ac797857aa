import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { useForge } from '@connectly/plugin-platform-react';
import { terraformTranslationRef } from '../../translations/ref';
import { repositoryOf } from './entityPlace';

/** The form opens it with the repository, before anybody else can open one. */
const provisionPullRequest = 1;

/**
 * Why a service uses nothing of the platform. One that the form made has its infrastructure in the provision pull request until that
 * is merged; only then does the default branch, which is what the portal reads, call modules.
 */
export function NothingCalled(props: {
  /** How many modules it calls: with one, it is provisioned. */
  modules: number;
  /** What is said of any other service. */
  otherwise: string;
}) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const forge = useForge();
  const { entity } = useEntity();
  const repository = repositoryOf(entity);
  if (props.modules > 0 || !entity.metadata.annotations?.[platformAnnotations.template] || !repository) {
    return <Text as="p">{props.otherwise}</Text>;
  }
  return (
    <Text as="p">
      {t('serviceModulesCard.notProvisioned')}{' '}
      <Link href={forge.pullRequest({ repository, number: provisionPullRequest })} target="_blank" rel="noopener noreferrer">
        {t('serviceModulesCard.provision')}
      </Link>
    </Text>
  );
}
