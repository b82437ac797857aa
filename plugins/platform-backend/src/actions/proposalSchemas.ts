/**
 * Answers and results of proposals as an agent sees them. They describe; the rules themselves are the proposer's, so that every door
 * refuses with the same words.
 */
import { environments, longestWaiver, policyRuleIds } from '@connectly/plugin-platform-common';
import { z } from 'zod/v3';

/** The answers of *Propose an ADR*. */
export function decisionSchema(zod: typeof z) {
  return zod.object({
    repository: zod.string().describe('organisation/name of the repository whose decision it is, such as connectly/platform'),
    title: zod.string().describe('What is decided, in 5 to 120 characters'),
    fileName: zod.string().optional().describe('Lower-case letters, digits and hyphens; made from the title when left out. Needed for a title without Latin letters'),
    owner: zod.string().describe('Deciding team, such as group:default/payments'),
    context: zod.string().describe('Markdown without headings and HTML: the problem, and what there is to consider'),
    options: zod.array(zod.string()).min(2).describe('The options, one line each'),
    chosen: zod.string().describe('One of the options, word for word'),
    reason: zod.string().describe('Markdown without headings and HTML that goes on after "because"'),
    good: zod.array(zod.string()).optional().describe('What gets better, one line each, going on after "Good, because"'),
    bad: zod.array(zod.string()).optional().describe('What gets worse, one line each, going on after "Bad, because"'),
    date: zod.string().optional().describe('ISO date; today when left out'),
  });
}

/** The answers of *New module*. */
export function moduleSchema(zod: typeof z) {
  return zod.object({
    name: zod.string().describe('Name of the module: 3 to 40 lower-case letters, digits and single hyphens'),
    title: zod.string().describe('Title for people'),
    description: zod.string().describe('What it is for, in one sentence'),
    owner: zod.string().describe('Owning team, such as group:default/platform'),
    date: zod.string().optional().describe('ISO date of the first release; today when left out'),
  });
}

/** The answers of *Propose a waiver*. */
export function waiverSchema(zod: typeof z) {
  return zod.object({
    rule: zod.enum(policyRuleIds).describe('Number of the rule that the finding names'),
    service: zod.string().describe('Name of the service, such as checkout; of a stack stacks/<stack>, such as stacks/network'),
    environment: zod.enum(environments).optional().describe('Where it holds; everywhere when left out'),
    address: zod.string().describe('Resources as the finding names them; * stays between two dots, ** crosses them, such as module.partner.**'),
    owner: zod.string().describe('Team that answers for it: the one that owns the service by its registration, such as group:default/payments, or group:default/platform, which owns every stack'),
    reason: zod.string().describe('Why the rule is wrong for a while, in 10 to 500 characters'),
    expires: zod.string().describe(`Last day as an ISO date, tomorrow at the earliest and ${longestWaiver} days from today at the latest`),
    name: zod.string().optional().describe('Name of the waiver and its file; made from service and rule when left out'),
  });
}

/** What would be opened. */
export function renderedSchema(zod: typeof z) {
  return zod.object({
    repository: zod.string(),
    branch: zod.string(),
    title: zod.string(),
    files: zod.array(zod.object({ path: zod.string(), content: zod.string() })),
  });
}

/** What was opened. */
export function publishedSchema(zod: typeof z) {
  return zod.object({
    repository: zod.string(),
    branch: zod.string(),
    pullRequest: zod.number(),
    pullRequestUrl: zod.string(),
    files: zod.array(zod.string()),
  });
}
