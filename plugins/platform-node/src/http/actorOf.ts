import { BackstageCredentials } from '@backstage/backend-plugin-api';

/** Who calls, as the audit log names them: a user's entity reference or a plugin's subject. */
export function actorOf({ principal }: BackstageCredentials): string | undefined {
  const { userEntityRef, subject } = principal as { userEntityRef?: string; subject?: string };
  return userEntityRef ?? subject;
}
