import { DraftAnswers } from '../../api';

/** Answers that most services want; a person changes what differs. */
const startingAnswers: DraftAnswers = {
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
