import { handbookDocumentReadPermission } from '@connectly/plugin-handbook-common';
import { demandKind } from '../access/ReadableDocuments';
import { noNull, reading } from '../requests';
import { attributes, HandbookActionDependencies } from './HandbookActionDependencies';

/** `find-documents`: what there is to read. */
export function registerFindDocumentsAction(dependencies: HandbookActionDependencies) {
  const { actionsRegistry, guarded, documents, readable } = dependencies;
  actionsRegistry.register({
    name: 'find-documents',
    title: 'Find documents of the handbook',
    description:
      'Lists decisions (adr), runbooks, troubleshooting entries, guides and paths for newcomers that the caller may see. Every filter that is given must hold. Read one with read-document; for an error message use troubleshoot.',
    attributes,
    visibilityPermission: handbookDocumentReadPermission,
    schema: {
      input: z =>
        z.object({
          words: z.string().max(500).refine(noNull, 'must not hold U+0000').optional().describe('Words that title, symptom or the first lines hold, all of them'),
          kind: z.enum(['adr', 'runbook', 'troubleshooting', 'path', 'guide']).optional(),
          about: z.string().max(500).refine(noNull, 'must not hold U+0000')
            .optional()
            .describe('Entity reference that the document is about: component:default/rds for the module rds, resource:default/network for the stack network'),
          owner: z.string().max(500).refine(noNull, 'must not hold U+0000').optional().describe('Owning team, such as group:default/platform'),
          freshness: z.enum(['fresh', 'overdue', 'broken']).optional().describe('Whether its review is in time'),
          language: z.enum(['en', 'ko']).optional().describe('Language of titles, where there is a choice; en by default'),
          offset: z.number().int().min(0).max(1_000_000).optional(),
          limit: z.number().int().min(1).max(50).optional().describe('20 by default'),
        }),
      output: z =>
        z.object({
          total: z.number(),
          documents: z.array(
            z.object({
              repository: z.string(),
              path: z.string(),
              kind: z.string(),
              title: z.string(),
              owner: z.string(),
              about: z.array(z.string()),
              freshness: z.string(),
              entry: z.string().optional().describe('Of a troubleshooting entry'),
              symptom: z.string().optional(),
              state: z.string().optional().describe('Of a decision'),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { words, offset = 0, limit = 20, language = 'en', ...filters } = input;
      const output = await guarded({ credentials, where: 'find-documents' }, reading('all'), async () => {
        const scope = await readable.of(credentials);
        demandKind(scope, input.kind);
        const page = await documents.list({ ...filters, search: words, language, offset, limit, ...scope });
        return {
          total: page.total,
          documents: page.items.map(item => ({
            repository: item.repository,
            path: item.path,
            kind: item.kind,
            title: item.title,
            owner: item.owner,
            about: item.about,
            freshness: item.freshness,
            entry: item.troubleshooting?.entry,
            symptom: item.troubleshooting?.symptom,
            state: item.decision?.state,
          })),
        };
      });
      return { output };
    },
  });
}
