import { ServiceAnswersInput } from '@connectly/plugin-platform-common';

/** One seeded service: its answers, and how old its modules are. */
export interface SeedService {
  answers: ServiceAnswersInput;
  /** Which release of each module it calls: the first, the one before the newest, or the newest. */
  modules: 'first' | 'previous' | 'newest';
  /** Whether its provision pull request is merged; the open one waits for Atlantis. */
  merged: boolean;
}

/** Three services on three generations of modules, so that *outdated* means something on the first day. */
export const seedServices: SeedService[] = [
  {
    modules: 'first',
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
