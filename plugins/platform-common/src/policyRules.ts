/** The rules that Atlantis holds every plan to, by number: `infrastructure/policies/policy/rules` of the central repository. @public */
export const policyRules = {
  'POL-001': 'Data at rest is encrypted with a key of the platform',
  'POL-002': 'Data in transit is encrypted with TLS 1.2 or newer',
  'POL-003': 'Nothing but a web port is open to the Internet',
  'POL-004': 'Everything carries the standard tags',
  'POL-005': 'Production is protected against deletion',
  'POL-006': 'Nobody gets everything, and nothing is given to everybody',
  'POL-007': 'Modules come from the central repository, at a release',
  'POL-008': 'No module of a deprecated release',
  'POL-009': 'No data store is deleted or made anew',
  'POL-010': "Resources live in the organisation's regions",
  'POL-011': 'Every data store says how it is backed up',
  'POL-012': 'No expensive sizes outside production',
  'POL-013': 'Logs are kept for a stated time',
  'POL-014': 'No IAM users and no access keys',
  'POL-015': "Public load balancers have the platform's web ACL",
  'POL-016': "A plan runs no programs, and works with the platform's providers and roles",
  'POL-017': 'Nothing is given or sent to a foreign account',
} as const;

/** Number of a rule. @public */
export type PolicyRule = keyof typeof policyRules;

/** The numbers of the rules. @public */
export const policyRuleIds = Object.keys(policyRules) as [PolicyRule, ...PolicyRule[]];
