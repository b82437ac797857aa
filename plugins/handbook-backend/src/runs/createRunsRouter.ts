import { AuditorService, HttpAuthService, PermissionsService } from '@backstage/backend-plugin-api';
import { handbookRunbookRunPermission, RunbookDeed } from '@connectly/plugin-handbook-common';
import { writeRunReport } from '@connectly/plugin-handbook-node';
import { withoutHiddenCharacters } from '@connectly/plugin-platform-common';
import { guardRequests, jsonBody, pagingParameters, parseParameters } from '@connectly/plugin-platform-node';
import express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod/v3';
import { ReadableDocuments } from '../access/ReadableDocuments';
import { noNull, reading } from '../requests';
import { RunbookRuns } from './RunbookRuns';

const name = z.string().min(1).max(500).refine(noNull, 'must not hold U+0000');
// people read notes under pressure: nothing in them may turn their text around
const note = z.string().refine(noNull, 'must not hold U+0000').transform(withoutHiddenCharacters).pipe(z.string().trim().min(1).max(4_000));
const language = z.enum(['en', 'ko']).optional();
const step = z.number().int().min(1).max(1_000);
const start = z.object({ repository: name, path: name, language, exercise: z.boolean() });
const listed = z.object({
  repository: name.optional(),
  path: name.optional(),
  state: z.enum(['open', 'ended']).optional(),
  language,
  ...pagingParameters,
});
const named = z.object({ id: name });
const one = z.object({ language });
const news = z.object({
  after: z.coerce.number().int().min(0).max(1_000_000).default(0),
  // below what proxies wait for: 60 seconds at the load balancer of stack portal
  wait: z.coerce.number().int().min(0).max(25).default(0),
});
const deed: z.ZodType<RunbookDeed, z.ZodTypeDef, unknown> = z.union([
  z.object({ type: z.enum(['joined', 'led']) }).strict(),
  z.object({ type: z.enum(['done', 'undone']), step }).strict(),
  z.object({ type: z.literal('noted'), step: step.optional(), text: note }).strict(),
  z.object({ type: z.literal('ended'), outcome: z.enum(['reached', 'stopped']), text: note.optional() }).strict(),
]);
const report = z.object({
  id: z.string().uuid(),
  // a browser that lost its connection for longer has lost its run, too
  agoMilliseconds: z.number().int().min(0).max(7 * 24 * 60 * 60 * 1000),
  deed,
  seen: z.number().int().min(0).max(1_000_000).optional(),
});

/** Runs of runbooks: begin, follow, write, export. */
export function createRunsRouter(options: {
  runs: RunbookRuns;
  readable: ReadableDocuments;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}): express.Router {
  const { runs, readable, httpAuth } = options;
  const guarded = guardRequests(options);
  const router = Router();
  router.use(jsonBody());
  const readingRuns = (queryType: string) => ({ ...reading(queryType), eventId: 'runbook-run-fetch' });
  const writing = (meta: Record<string, string>) => ({
    eventId: 'runbook-run',
    severityLevel: 'medium' as const,
    meta,
    permission: handbookRunbookRunPermission,
  });
  const scopeOf = async (request: express.Request) => readable.of(await httpAuth.credentials(request));
  /** Only people are in a run: each line of its log says who. */
  const personOf = async (request: express.Request) =>
    (await httpAuth.credentials(request, { allow: ['user'] })).principal.userEntityRef;

  router.get('/', async (request, response) => {
    const page = await guarded(request, readingRuns('all'), async () => {
      const { state, ...query } = parseParameters(listed, request.query);
      const isOpen = state && state === 'open';
      return runs.list({ ...query, ...(await scopeOf(request)), isOpen });
    });
    response.json(page);
  });

  router.post('/', async (request, response) => {
    const id = await guarded(request, writing({ actionType: 'start' }), async () => {
      const body = parseParameters(start, request.body);
      const by = await personOf(request);
      return runs.start({ ...body, by, ...(await scopeOf(request)) });
    });
    response.status(201).json({ id });
  });

  router.get('/:id', async (request, response) => {
    const run = await guarded(request, readingRuns('by-id'), async () => {
      const { id } = parseParameters(named, request.params);
      const query = parseParameters(one, request.query);
      return runs.get({ ...query, id, ...(await scopeOf(request)) });
    });
    response.json(run);
  });

  router.get('/:id/entries', async (request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const answer = await guarded(request, readingRuns('news'), async () => {
      const { id } = parseParameters(named, request.params);
      const { after, wait } = parseParameters(news, request.query);
      const scope = await scopeOf(request);
      return runs.news({ ...scope, id, after, waitSeconds: wait, signal: gone.signal });
    });
    response.json(answer);
  });

  router.post('/:id/entries', async (request, response) => {
    const meta = { actionType: 'write', run: request.params.id };
    const entry = await guarded(request, writing(meta), async () => {
      const { id: run } = parseParameters(named, request.params);
      const body = parseParameters(report, request.body);
      const by = await personOf(request);
      return runs.add({ ...body, run, by, ...(await scopeOf(request)) });
    });
    response.status(201).json(entry);
  });

  router.get('/:id/report', async (request, response) => {
    const text = await guarded(request, readingRuns('report'), async () => {
      const { id } = parseParameters(named, request.params);
      const query = parseParameters(one, request.query);
      const run = await runs.get({ ...query, id, ...(await scopeOf(request)) });
      return writeRunReport(run, query.language ?? 'en');
    });
    response.type('text/markdown').set('X-Content-Type-Options', 'nosniff').send(text);
  });

  return router;
}
