import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Mark, MarkTone } from '@connectly/plugin-platform-react';
import { ModuleLifecycle } from '@connectly/plugin-terraform-common';
import {
  RiCheckboxCircleLine,
  RiFlaskLine,
  RiForbidLine,
} from '@remixicon/react';
import { ReactElement } from 'react';
import { terraformTranslationRef } from '../../translations/ref';

const looks: Record<ModuleLifecycle, { tone: MarkTone; icon: ReactElement }> = {
  experimental: { tone: 'warning', icon: <RiFlaskLine size={16} /> },
  production: { tone: 'good', icon: <RiCheckboxCircleLine size={16} /> },
  deprecated: { tone: 'bad', icon: <RiForbidLine size={16} /> },
};

/** State of life of a module. */
export function LifecycleMark({ lifecycle }: { lifecycle: ModuleLifecycle }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  return <Mark {...looks[lifecycle]}>{t(`lifecycle.${lifecycle}`)}</Mark>;
}
