import { Entity } from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  LocationSpec,
  processingResult,
} from '@backstage/plugin-catalog-node';

/** What the owner must mend where an entity comes from. */
export const problemAnnotation = 'platform.connectly.io/problem';

/** An entity of a file that has become broken since: it stays as it was, and says so. */
export function withProblem(entity: Entity, problem: string): Entity {
  const { metadata } = entity;
  const annotations = { ...metadata.annotations, [problemAnnotation]: problem };
  return { ...entity, metadata: { ...metadata, annotations } };
}

/** Shows what is wrong with a repository's file where its owner looks: on the pages of its entities. */
export class RepositoryProblemProcessor implements CatalogProcessor {
  static create(): RepositoryProblemProcessor {
    return new RepositoryProblemProcessor();
  }

  getProcessorName(): string {
    return 'RepositoryProblemProcessor';
  }

  async preProcessEntity(
    entity: Entity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const problem = entity.metadata.annotations?.[problemAnnotation];
    if (problem) {
      emit(processingResult.inputError(location, problem));
    }
    return entity;
  }
}
