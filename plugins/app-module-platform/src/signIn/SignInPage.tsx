import {
  configApiRef,
  discoveryApiRef,
  githubAuthApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { SignInPage as StockSignInPage } from '@backstage/core-components';
import { Alert, Button, Card, CardBody, CardFooter, CardHeader, Container, Text } from '@backstage/ui';
import { useCallback, useEffect, useState } from 'react';
import { appTranslationRef } from '../translations/ref';
import { GuestIdentity } from './GuestIdentity';
import { guestRoles } from './guestRoles';
import styles from './SignInPage.module.css';

type State =
  | { status: 'choosing' }
  | { status: 'waiting'; provider: string; attempt: number }
  | { status: 'failed'; message: string };

/** The first start reads the organisation from the forge; a guest who is faster is asked to wait this often. */
const maximumAttempts = 20;
const secondsBetween = 1.5;

/** Lets a guest choose a role; where no guest is configured, people sign in with GitHub. */
export function SignInPage(props: SignInPageProps) {
  const guests = useApi(configApiRef).getOptionalBoolean('platform.guests');
  return guests ? (
    <GuestSignIn {...props} />
  ) : (
    <GitHubSignIn {...props} />
  );
}

function GitHubSignIn(props: SignInPageProps) {
  const { t } = useTranslationRef(appTranslationRef);
  return (
    <StockSignInPage
      {...props}
      provider={{
        id: 'github-auth-provider',
        title: t('signIn.github'),
        message: t('signIn.githubDetail'),
        apiRef: githubAuthApiRef,
      }}
    />
  );
}

function GuestSignIn({ onSignInSuccess }: SignInPageProps) {
  const { t } = useTranslationRef(appTranslationRef);
  const discovery = useApi(discoveryApiRef);
  const [state, setState] = useState<State>(() => {
    const provider = GuestIdentity.remembered();
    return provider ? { status: 'waiting', provider, attempt: 1 } : { status: 'choosing' };
  });

  const enter = useCallback(
    async (provider: string, attempt: number, isCurrent: () => boolean) => {
      const identity = GuestIdentity.create({ provider, discovery });
      try {
        await identity.start();
        if (isCurrent()) onSignInSuccess(identity);
      } catch (error) {
        if (!isCurrent()) return;
        if (attempt >= maximumAttempts) {
          setState({ status: 'failed', message: (error as Error).message });
        } else {
          setTimeout(() => {
            if (isCurrent()) setState({ status: 'waiting', provider, attempt: attempt + 1 });
          }, secondsBetween * 1000);
        }
      }
    },
    [discovery, onSignInSuccess],
  );

  useEffect(() => {
    let current = true;
    if (state.status === 'waiting') enter(state.provider, state.attempt, () => current);
    return () => {
      current = false;
    };
  }, [state, enter]);

  return (
    <Container>
      <main className={styles.root}>
        <Text as="h1" variant="title-large">
          {t('signIn.title')}
        </Text>
        <Text as="p" variant="body-large" color="secondary">
          {t('signIn.subtitle')}
        </Text>
        <div aria-live="polite" className={styles.state}>
          {state.status === 'waiting' && state.attempt > 1 && (
            <Alert status="info" icon loading title={t('signIn.waiting')} />
          )}
          {state.status === 'failed' && (
            <Alert status="danger" icon title={t('signIn.failed', { message: state.message })} />
          )}
        </div>
        <ul className={styles.roles}>
          {guestRoles.map(({ key, provider }) => (
            <li key={key}>
              <Card className={styles.card}>
                <CardHeader>
                  <Text as="h2" variant="title-small">
                    {t(`signIn.roles.${key}.title`)}
                  </Text>
                </CardHeader>
                <CardBody>
                  <Text as="p">{t(`signIn.roles.${key}.description`)}</Text>
                </CardBody>
                <CardFooter>
                  <Button
                    variant="primary"
                    aria-label={`${t('signIn.enter')}: ${t(`signIn.roles.${key}.title`)}`}
                    isDisabled={state.status === 'waiting'}
                    onPress={() => setState({ status: 'waiting', provider, attempt: 1 })}
                  >
                    {t('signIn.enter')}
                  </Button>
                </CardFooter>
              </Card>
            </li>
          ))}
        </ul>
      </main>
    </Container>
  );
}
