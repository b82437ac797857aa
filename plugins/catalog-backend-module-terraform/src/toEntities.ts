import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import {
  ModuleSummary,
  StackDetails,
} from '@connectly/plugin-terraform-common';
import { stringify } from 'yaml';

/** Types of the three entities, in the catalog's `spec.type`. */
export const entityTypes = {
  module: 'terraform-module',
  stack: 'terraform-stack',
  contract: 'platform-contract',
} as const;

/** Address of a directory of the central repository's default branch, with a trailing slash. */
export type TreeUrl = (repository: string, directory: string) => string;

/** A module as a component. */
export function moduleEntity(module: ModuleSummary, treeUrl: TreeUrl): Entity {
  const { name, title, description, owner, lifecycle, latestVersion } = module;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      title,
      description,
      annotations: {
        ...placeOf(module, treeUrl),
        [platformAnnotations.version]: latestVersion,
      },
      tags: ['terraform'],
    },
    spec: { type: entityTypes.module, lifecycle, owner },
  };
}

/** A stack as a resource and, when it publishes anything, its contract as an API. */
export function stackEntities(stack: StackDetails, treeUrl: TreeUrl): Entity[] {
  const { name, title, description, owner } = stack;
  const annotations = placeOf(stack, treeUrl);
  const resource: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, title, description, annotations, tags: ['terraform'] },
    spec: {
      type: entityTypes.stack,
      owner,
      dependsOn: [
        ...new Set(
          stack.modules.map(call => `component:default/${call.module}`),
        ),
      ].sort(),
    },
  };
  if (stack.contract.length === 0) {
    return [resource];
  }
  const contract: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: {
      name,
      title: `${title}: contract`,
      description: `Values that the stack ${name} publishes to services`,
      annotations,
      tags: ['terraform'],
    },
    spec: {
      type: entityTypes.contract,
      lifecycle: 'production',
      owner,
      definition: stringify({
        stack: name,
        values: Object.fromEntries(
          stack.contract.map(({ value, kind }) => [
            value,
            { kind, parameter: `/platform/${name}/${value}` },
          ]),
        ),
      }),
    },
  };
  return [resource, contract];
}

function placeOf(
  place: { repository: string; directory: string },
  treeUrl: TreeUrl,
): Record<string, string> {
  const location = `url:${treeUrl(place.repository, place.directory)}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
    [ANNOTATION_SOURCE_LOCATION]: location,
    [platformAnnotations.directory]: place.directory,
  };
}
