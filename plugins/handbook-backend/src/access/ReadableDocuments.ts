import { BackstageCredentials, PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { DocumentKind, handbookDocumentReadPermission, handbookKindPermissions } from '@connectly/plugin-handbook-common';
import { PlatformError } from '@connectly/plugin-platform-common';
import { VisibleRepositories } from '@connectly/plugin-platform-node';

/** Which documents a caller may read: those of these kinds in these repositories. */
export interface DocumentScope {
  /** `owner/name` */
  repositories: Set<string>;
  kinds: Set<DocumentKind>;
}

/** Of every kind. */
export const everyKind = new Set(Object.keys(handbookKindPermissions) as DocumentKind[]);

/** Asks who may read what: the catalog for repositories, the policy for kinds. */
export class ReadableDocuments {
  readonly #visible: VisibleRepositories;
  readonly #permissions: PermissionsService;

  static create(options: { visible: VisibleRepositories; permissions: PermissionsService }): ReadableDocuments {
    return new ReadableDocuments(options.visible, options.permissions);
  }

  private constructor(visible: VisibleRepositories, permissions: PermissionsService) {
    this.#visible = visible;
    this.#permissions = permissions;
  }

  /** @throws what the catalog and the policy throw */
  async of(credentials: BackstageCredentials): Promise<DocumentScope> {
    const [repositories, kinds] = await Promise.all([this.#visible.of(credentials), this.#kindsOf(credentials)]);
    return { repositories, kinds };
  }

  async #kindsOf(credentials: BackstageCredentials): Promise<Set<DocumentKind>> {
    const kinds = [...everyKind];
    const permissions = [handbookDocumentReadPermission, ...kinds.map(kind => handbookKindPermissions[kind])];
    const decisions = await this.#permissions.authorize(
      permissions.map(permission => ({ permission })),
      { credentials },
    );
    const [isReader, ...isGiven] = decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
    return new Set(kinds.filter((_, index) => isReader && isGiven[index]));
  }
}

/** Who asks for a kind by name is told that he may not read it. @throws PlatformError `PLT-601` */
export function demandKind({ kinds }: DocumentScope, kind: DocumentKind | undefined): void {
  if (kind && !kinds.has(kind)) {
    const { name } = handbookKindPermissions[kind];
    throw new PlatformError({ code: 'PLT-601', message: `It needs the permission "${name}".`, where: 'kind' });
  }
}
