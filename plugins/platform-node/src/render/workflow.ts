/**
 * The workflow of a service: tests on every pull request, an image from the default branch. Names reach the shell as
 * environment variables only, never as text of a command.
 */
import { RenderedFile, ServiceAnswers } from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import { toYaml } from './yaml';

/** Where the image of a service is pushed to, and the tag that follows the default branch. */
export function imageOf(answers: ServiceAnswers, settings: PlatformSettings): { name: string; tag: string } {
  return {
    name: `${settings.imageRegistry}/${answers.name}`,
    // a branch's name may hold what a tag may not
    tag: settings.defaultBranch.replace(/[^A-Za-z0-9_.-]/g, '-'),
  };
}

/** GitHub's own registry knows the workflow's token; any other one wants an account, as secrets of the organisation. */
function registryAccount(registry: string): Record<string, string> {
  return registry === 'ghcr.io'
    ? { REGISTRY_USER: '${{ github.actor }}', REGISTRY_PASSWORD: '${{ secrets.GITHUB_TOKEN }}' }
    : { REGISTRY_USER: '${{ secrets.REGISTRY_USER }}', REGISTRY_PASSWORD: '${{ secrets.REGISTRY_PASSWORD }}' };
}

/** `.github/workflows/verify.yaml`. */
export function renderWorkflow(answers: ServiceAnswers, settings: PlatformSettings): RenderedFile {
  const { name, tag } = imageOf(answers, settings);
  const [registry] = name.split('/');
  const checkout = { uses: 'actions/checkout@v4' };
  const job = { 'runs-on': 'ubuntu-latest' };
  const workflow = {
    name: 'verify',
    on: { pull_request: null, push: { branches: [settings.defaultBranch] } },
    permissions: { contents: 'read' },
    jobs: {
      test: {
        ...job,
        steps: [checkout, { uses: 'actions/setup-node@v4', with: { 'node-version': 22 } }, { run: 'node --test' }],
      },
      image: {
        needs: 'test',
        // the only pushes that start this workflow are to the default branch
        if: "github.event_name == 'push'",
        ...job,
        permissions: { contents: 'read', packages: 'write' },
        env: { REGISTRY: registry, IMAGE: name, TAG: tag },
        steps: [
          checkout,
          {
            env: registryAccount(registry),
            run: 'printf %s "$REGISTRY_PASSWORD" | docker login "$REGISTRY" --username "$REGISTRY_USER" --password-stdin',
          },
          { run: 'docker build --platform linux/arm64 --tag "$IMAGE:$TAG" --tag "$IMAGE:$GITHUB_SHA" .' },
          { run: 'docker push --all-tags "$IMAGE"' },
        ],
      },
    },
  };
  return { path: '.github/workflows/verify.yaml', content: toYaml(workflow) };
}
