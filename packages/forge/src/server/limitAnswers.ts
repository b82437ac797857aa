import { Limits, Refusal } from '../controls/Limits';
import { Answer } from './Exchange';

/** The `x-ratelimit-…` headers that every API answer carries. */
export function limitHeaders(
  limits: Limits,
  budget: string,
  resource: 'core' | 'graphql' | 'search',
): Record<string, string> {
  const { limit, remaining, used, reset } = limits.state(budget);
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(reset),
    'x-ratelimit-resource': resource,
  };
}

/** What GitHub answers to a caller who must wait. */
export function limitAnswer(refusal: Refusal, login?: string): Answer {
  if (refusal.kind === 'primary') {
    return {
      status: 403,
      body: {
        message: `API rate limit exceeded for user ${login ?? 'anonymous'}.`,
        documentation_url:
          'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
        status: '403',
      },
    };
  }
  return {
    status: 403,
    headers: { 'retry-after': String(refusal.retryAfterSeconds) },
    body: {
      message:
        'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.',
      documentation_url:
        'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits',
      status: '403',
    },
  };
}
