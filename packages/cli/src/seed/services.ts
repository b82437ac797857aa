import { ServiceAnswersInput } from '@connectly/plugin-platform-common';

/** One seeded service: its answers, and how old its modules are. */
export interface SeedService {
  answers: ServiceAnswersInput;
  /** Which release of each module it calls, of those that are not deprecated: the first, the one before the newest, or the newest. */
  modules: 'first' | 'previous' | 'newest';
  /** Modules of which it calls the newest release whatever the others are, because a policy refuses it an older one. */
  newest?: string[];
  /** Whether its provision pull request is merged; the open one waits for Atlantis. */
  merged: boolean;
}

/**
 * Three services on three generations of modules, so that *outdated* means something on the first day. None breaks a policy: somebody's
 * first pull request there would fail for what they did not do.
 */
export const seedServices: SeedService[] = [
  {
    modules: 'first',
    // POL-004: the first release gives no DataClassification
    newest: ['common-tags'],
    merged: true,
    answers: {
      name: 'ledger',
      owner: 'payments',
      description: 'Books every payment twice, as accountants do',
      environments: ['dev', 'stg', 'prod'],
      size: 'medium',
      database: 'postgres',
      exposure: 'internal',
      tier: 'critical',
    },
  },
  {
    modules: 'previous',
    // POL-015 too: the Internet reaches it, and the release before takes no web ACL
    newest: ['common-tags', 'alb'],
    merged: true,
    answers: {
      name: 'storefront',
      owner: 'orders',
      description: 'The shop that customers see',
      environments: ['dev', 'prod'],
      size: 'large',
      database: 'none',
      exposure: 'public',
    },
  },
  {
    modules: 'newest',
    merged: false,
    answers: {
      name: 'order-history',
      owner: 'orders',
      description: 'Answers what was ordered and when',
      environments: ['dev', 'prod'],
      size: 'small',
      database: 'mysql',
      exposure: 'internal',
    },
  },
];
