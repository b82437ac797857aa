import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  DocumentDetails,
  handbookTroubleshootPermission,
} from '@connectly/plugin-handbook-common';
import {
  guardRequests,
  jsonBody,
  pagingParameters,
  parseParameters,
  ProjectionRegister,
} from '@connectly/plugin-platform-node';
import express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod/v3';
import { demandKind, ReadableDocuments } from './access/ReadableDocuments';
import { DatabaseDocumentQueries } from './database/DatabaseDocumentQueries';
import { EntryFinder } from './troubleshooting/EntryFinder';
import { missingDocument, noNull, reading } from './requests';
import { createRunsRouter } from './runs/createRunsRouter';
import { RunbookRuns } from './runs/RunbookRuns';

/** Longest text that may be pasted, in UTF-16 units: the end of a long log is what tells. */
const textLimit = 1024 * 1024;

const text = z
  .string()
  .min(1)
  .max(500)
  .refine(noNull, 'must not hold U+0000');
const language = z.enum(['en', 'ko']).optional();
const documentsQuery = z.object({
  kind: z.enum(['adr', 'runbook', 'troubleshooting', 'path', 'guide']).optional(),
  repository: text.optional(),
  owner: text.optional(),
  about: text.optional(),
  tag: text.optional(),
  state: z
    .enum(['proposed', 'rejected', 'accepted', 'deprecated', 'superseded'])
    .optional(),
  orRepository: text.optional(),
  freshness: z.enum(['fresh', 'overdue', 'broken', 'attention']).optional(),
  superseding: z
    .enum(['true', 'false'])
    .transform(value => value === 'true')
    .optional(),
  order: z.enum(['urgency']).optional(),
  search: text.optional(),
  language,
  ...pagingParameters,
});
const choicesQuery = documentsQuery.pick({ kind: true });
const textsQuery = z.object(pagingParameters);
const documentQuery = z.object({ repository: text, path: text, language });
const pasted = z.object({ text: z.string().min(1).max(textLimit), language });

export async function createRouter(options: {
  documents: DatabaseDocumentQueries;
  entries: EntryFinder;
  runs: RunbookRuns;
  readable: ReadableDocuments;
  register: Pick<ProjectionRegister, 'isComplete'>;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}): Promise<express.Router> {
  const { documents, entries, readable, register, httpAuth } = options;
  const guarded = guardRequests(options);
  const router = Router();
  const scopeOf = async (request: express.Request) =>
    readable.of(await httpAuth.credentials(request));

  router.get('/documents', async (request, response) => {
    const page = await guarded(request, reading('all'), async () => {
      const query = parseParameters(documentsQuery, request.query);
      // Asked first: what is complete now is in the list.
      const complete = await register.isComplete();
      const scope = await scopeOf(request);
      demandKind(scope, query.kind);
      return { ...(await documents.list({ ...query, ...scope })), complete };
    });
    response.json(page);
  });

  router.get('/choices', async (request, response) => {
    const choices = await guarded(request, reading('choices'), async () => {
      const { kind } = parseParameters(choicesQuery, request.query);
      const scope = await scopeOf(request);
      demandKind(scope, kind);
      return documents.choices({ kind, ...scope });
    });
    response.json(choices);
  });

  router.get('/owners', async (request, response) => {
    const items = await guarded(request, reading('owners'), async () =>
      documents.owners(await scopeOf(request)),
    );
    response.json({ items });
  });

  router.get('/texts', async (request, response) => {
    const page = await guarded(request, reading('texts'), async () => {
      const query = parseParameters(textsQuery, request.query);
      return documents.texts({ ...query, ...(await scopeOf(request)) });
    });
    response.json(page);
  });

  router.get('/document', async (request, response) => {
    const document = await guarded(
      request,
      reading('by-path'),
      async (): Promise<DocumentDetails> => {
        const query = parseParameters(documentQuery, request.query);
        const found = await documents.details({ ...query, ...(await scopeOf(request)) });
        if (!found) throw missingDocument(query);
        return found;
      },
    );
    response.json(document);
  });

  router.get('/history', async (request, response) => {
    const history = await guarded(request, reading('history'), async () => {
      const query = parseParameters(documentQuery, request.query);
      return documents.history({ ...query, ...(await scopeOf(request)) });
    });
    response.json(history);
  });

  router.post(
    '/troubleshoot',
    // twice the text: what is escaped takes more
    jsonBody(2 * textLimit),
    async (request, response) => {
      const answer = await guarded(
        request,
        {
          eventId: 'troubleshoot',
          severityLevel: 'low',
          // nothing of the text: it may hold a secret
          meta: {},
          permission: handbookTroubleshootPermission,
        },
        async () => {
          const body = parseParameters(pasted, request.body);
          return entries.find({ ...body, ...(await scopeOf(request)) });
        },
      );
      response.json(answer);
    },
  );

  router.use('/runs', createRunsRouter(options));

  return router;
}
