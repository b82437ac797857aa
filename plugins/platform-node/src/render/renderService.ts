/**
 * The one render function: the review step's preview, the scaffolder action, the CLI and the tests all call it, so
 * that what a person reviewed is what is committed, byte for byte. It is a pure function of its arguments; the
 * skeleton is read from the package's own files.
 */
import {
  RenderedFile,
  RenderedService,
} from '@connectly/plugin-platform-common';
import { checkRenderedService } from './check';
import {
  renderAtlantisFile,
  renderDescriptors,
  renderRegistration,
} from './descriptors';
import { renderDocuments } from './documents';
import { RenderServiceOptions } from './RenderServiceOptions';
import { readServiceSkeleton } from './skeleton';
import { renderEnvironment, ServiceWiring } from './terraform';
import { renderWorkflow } from './workflow';

function sorted(files: RenderedFile[]): RenderedFile[] {
  return [...files].sort((left, right) => (left.path < right.path ? -1 : 1));
}

/**
 * Renders a service and checks the result by parsing it again.
 * @throws PlatformError PLT-202 or PLT-204 when the modules cannot be wired, PLT-203 when what was rendered does not
 * parse to what was asked.
 * @public
 */
export async function renderService(
  options: RenderServiceOptions,
): Promise<RenderedService> {
  const { answers, catalogue, settings } = options;
  const wiring = ServiceWiring.create(answers, catalogue, settings);
  const environments = await Promise.all(
    answers.environments.map(environment =>
      renderEnvironment(answers, environment, wiring, settings),
    ),
  );
  const rendered: RenderedService = {
    foundation: sorted([
      ...(await readServiceSkeleton()),
      ...renderDocuments(answers, wiring.moduleVersions, settings),
      ...renderDescriptors(answers, settings),
      renderWorkflow(answers, settings),
    ]),
    provision: sorted([renderAtlantisFile(answers), ...environments.flat()]),
    registration: renderRegistration(answers, settings),
    moduleVersions: wiring.moduleVersions,
  };
  await checkRenderedService(rendered, options);
  return rendered;
}
