import { EventsService } from '@backstage/plugin-events-node';
import { RepositoriesChangedEvent, Repository } from '@connectly/plugin-repositories-common';
import {
  RepositoriesProjection,
  RepositoriesRequestOptions,
} from '@connectly/plugin-repositories-node';
import {
  TerraformChangedEvent,
  terraformChangedTopic,
} from '@connectly/plugin-terraform-common';
import {
  DatabaseProjectionStore,
  ProjectionChange,
} from '../database/DatabaseProjectionStore';
import { TerraformProjector } from './TerraformProjector';

/** Modules, stacks and their uses as what is kept of the mirrored repositories. */
export class TerraformProjection
  implements RepositoriesProjection<ProjectionChange>
{
  readonly #options: TerraformProjectionOptions;
  readonly subject = 'Terraform';
  readonly releases = true;

  static create(options: TerraformProjectionOptions): TerraformProjection {
    return new TerraformProjection(options);
  }

  private constructor(options: TerraformProjectionOptions) {
    this.#options = options;
  }

  get register() {
    return this.#options.store.register;
  }

  async projectRef(
    repository: Pick<Repository, 'fullName' | 'central'>,
    ref: string,
    options: RepositoriesRequestOptions & { change?: RepositoriesChangedEvent },
  ) {
    return this.#options.projector.projectRef(repository, ref, options);
  }

  async remove(source: { repository: string; ref?: string }) {
    return this.#options.store.remove(source);
  }

  async publish(
    { fullName, central }: Pick<Repository, 'fullName' | 'central'>,
    touched: ProjectionChange,
  ) {
    if (central && touched.modules.length + touched.stacks.length === 0) {
      return;
    }
    const eventPayload: TerraformChangedEvent = {
      ...touched,
      repositories: central ? [] : [fullName],
    };
    await this.#options.events.publish({
      topic: terraformChangedTopic,
      eventPayload,
    });
  }
}

/** What the projection works with. */
export interface TerraformProjectionOptions {
  projector: TerraformProjector;
  store: DatabaseProjectionStore;
  events: EventsService;
}
