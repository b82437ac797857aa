import { calledModules } from '@connectly/plugin-platform-common';
import { DraftAnswers } from '../../api';

/** Answers that most services want; a person changes what differs. */
const startingAnswers: DraftAnswers = {
  // an answer that is missing altogether would be refused by the template's schema, in English only
  name: '',
  owner: '',
  environments: ['dev', 'prod'],
  size: 'small',
  database: 'none',
  exposure: 'internal',
  tier: 'standard',
  containerPort: 8080,
  healthCheckPath: '/healthz',
};

/** A draft with every open question at its usual answer. */
export function completeDraft(draft: DraftAnswers | undefined): DraftAnswers {
  const given = Object.entries(draft ?? {}).filter(([, value]) => value !== undefined);
  return { ...startingAnswers, ...Object.fromEntries(given) };
}

/** The draft without the chosen versions of modules that the service no longer calls, which would be refused. */
export function withoutUnusedVersions(draft: DraftAnswers): DraftAnswers {
  const { database = 'none', moduleVersions } = draft;
  if (!moduleVersions) return draft;
  const called: string[] = calledModules({ database });
  const kept = Object.entries(moduleVersions).filter(([module]) => called.includes(module));
  return { ...draft, moduleVersions: Object.fromEntries(kept) };
}
