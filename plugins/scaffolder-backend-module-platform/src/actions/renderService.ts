import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ServiceProvisioner } from '@connectly/plugin-platform-node';
import { answersInput } from './answersInput';
import { renderExamples } from './examples';
import { toTaskError } from './taskError';

/** `platform:service:render`: writes the files of a service into the workspace. Publishes nothing. */
export function createRenderServiceAction(options: { provisioner: ServiceProvisioner }) {
  return createTemplateAction({
    id: 'platform:service:render',
    description: 'Writes the files that a service repository would get into the workspace, and publishes nothing',
    supportsDryRun: true,
    examples: renderExamples,
    schema: {
      input: answersInput,
      output: {
        files: z => z.array(z.string()).describe('Paths written, relative to the workspace'),
        moduleVersions: z => z.record(z.string()).describe('Version of each module that the service calls'),
      },
    },
    async handler(ctx) {
      try {
        const { rendered } = await options.provisioner.render(ctx.input.answers, {
          credentials: await ctx.getInitiatorCredentials(),
          signal: ctx.signal,
        });
        const files = [...rendered.foundation, ...rendered.provision];
        for (const file of files) {
          const path = resolveSafeChildPath(ctx.workspacePath, file.path);
          await mkdir(dirname(path), { recursive: true });
          await writeFile(path, file.content, { mode: file.executable ? 0o755 : 0o644 });
        }
        ctx.logger.info(`Rendered ${files.length} files.`);
        ctx.output('files', files.map(file => file.path));
        ctx.output('moduleVersions', rendered.moduleVersions);
      } catch (error) {
        throw toTaskError(error);
      }
    },
  });
}
