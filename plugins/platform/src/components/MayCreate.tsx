import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { Alert, Link } from '@backstage/ui';
import {
  decisionProposePermission,
  errorLink,
  moduleProposePermission,
  serviceCreatePermission,
  serviceUndoPermission,
  waiverProposePermission,
} from '@connectly/plugin-platform-common';
import { refusalTranslationRef, useLoad } from '@connectly/plugin-platform-react';
import { ReactNode } from 'react';
import { platformTranslationRef } from '../translations/ref';
import styles from './MayCreate.module.css';

/** What sending each form needs. */
const permissions = {
  service: serviceCreatePermission,
  undo: serviceUndoPermission,
  decision: decisionProposePermission,
  module: moduleProposePermission,
  waiver: waiverProposePermission,
};

type Form = keyof typeof permissions;

/** Whether the person may send a form; undefined while that is asked. Where it cannot be told, Create tells. */
export function useMayCreate(form: Form): boolean | undefined {
  const api = useApi(permissionApiRef);
  const decision = useLoad(async () => await api.authorize({ permission: permissions[form] }), [api, form]);
  if (decision.status === 'loading') return undefined;
  return decision.status === 'failed' || decision.value.result === AuthorizeResult.ALLOW;
}

/** A form's questions, for whoever may send it. Anybody else is told before they type what would be refused at the end. */
export function MayCreate({ form, children }: { form: Form; children: ReactNode }) {
  const { t } = useTranslationRef(platformTranslationRef);
  const { t: refusal } = useTranslationRef(refusalTranslationRef);
  const allowed = useMayCreate(form);
  if (allowed === undefined) return null;
  if (allowed) return <>{children}</>;
  return (
    <div role="alert" className={styles.refusal}>
      <Alert
        status="warning"
        icon
        title={t(`mayNot.${form}`)}
        description={
          <>
            <div>{t('mayNot.who')}</div>
            <div>
              {t('mayNot.next')} <Link href={errorLink('PLT-601')}>{refusal('meaning', { code: 'PLT-601' })}</Link>
            </div>
          </>
        }
      />
    </div>
  );
}
