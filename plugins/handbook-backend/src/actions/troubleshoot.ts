import { handbookTroubleshootPermission } from '@connectly/plugin-handbook-common';
import { attributes, HandbookActionDependencies } from './HandbookActionDependencies';

/** `troubleshoot`: the entries that may explain a text. */
export function registerTroubleshootAction(dependencies: HandbookActionDependencies) {
  const { actionsRegistry, guarded, entries, readable } = dependencies;
  actionsRegistry.register({
    name: 'troubleshoot',
    title: 'Explain an error',
    description:
      'Finds the troubleshooting entries that may explain an error message or the end of a log: those whose patterns match first, then those that share rare words. The text is masked, compared and forgotten. Read cause, fix and verification of an entry with read-document.',
    attributes,
    visibilityPermission: handbookTroubleshootPermission,
    schema: {
      input: z =>
        z.object({
          text: z.string().min(1).max(1024 * 1024).describe('The message as it was printed; the end of a long log is what tells'),
          language: z.enum(['en', 'ko']).optional(),
        }),
      output: z =>
        z.object({
          masked: z.number().describe('Secrets that were masked before anything was compared'),
          truncated: z.boolean().describe('Whether only the end of the text was compared'),
          incomplete: z.boolean().describe('Whether patterns were not tried everywhere, since that would have cost too much: a shorter text tells more'),
          matches: z.array(
            z.object({
              repository: z.string(),
              path: z.string(),
              entry: z.string().optional(),
              title: z.string(),
              symptom: z.string().optional(),
              reason: z.enum(['pattern', 'words']).describe('words is a guess'),
              matched: z.string().describe('What of the text it was found by'),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const action = {
        eventId: 'troubleshoot',
        severityLevel: 'low' as const,
        // nothing of the text: it may hold a secret
        meta: {},
        permission: handbookTroubleshootPermission,
      };
      const output = await guarded({ credentials, where: 'troubleshoot' }, action, async () => {
        const answer = await entries.find({ ...input, ...(await readable.of(credentials)) });
        return {
          masked: answer.masked,
          truncated: answer.truncated,
          incomplete: answer.incomplete,
          matches: answer.matches.map(({ document, reason }) => ({
            repository: document.repository,
            path: document.path,
            entry: document.troubleshooting?.entry,
            title: document.title,
            symptom: document.troubleshooting?.symptom,
            reason: reason.kind,
            matched: reason.kind === 'pattern' ? reason.text : reason.words.join(', '),
          })),
        };
      });
      return { output };
    },
  });
}
