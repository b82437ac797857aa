import { Readable } from 'node:stream';
import { AuthService } from '@backstage/backend-plugin-api';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { DocumentCollatorFactory, IndexableDocument } from '@backstage/plugin-search-common';
import { ModuleDetails } from '@connectly/plugin-terraform-common';
import { TerraformService } from '@connectly/plugin-terraform-node';

const pageSize = 100;

/** A module, or an input or output of one, in the search. */
export interface TerraformSearchDocument extends IndexableDocument {
  kind: 'module' | 'input' | 'output';
  module: string;
  owner: string;
  lifecycle: string;
  /** What it is for, as its author says. */
  description: string;
}

/** What the collator works with. */
export interface TerraformCollatorOptions {
  auth: AuthService;
  terraform: Pick<TerraformService, 'listModules' | 'getModule'>;
}

/** Reads the latest version of every module for the search. */
export class TerraformCollatorFactory implements DocumentCollatorFactory {
  readonly #options: TerraformCollatorOptions;
  readonly type = 'terraform';
  readonly visibilityPermission = catalogEntityReadPermission;

  static create(options: TerraformCollatorOptions): TerraformCollatorFactory {
    return new TerraformCollatorFactory(options);
  }

  private constructor(options: TerraformCollatorOptions) {
    this.#options = options;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<TerraformSearchDocument> {
    const { auth, terraform } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    for (let offset = 0; ; offset += pageSize) {
      const { items, total } = await terraform.listModules({ offset, limit: pageSize }, { credentials });
      for (const { name } of items) {
        yield* documentsOf(await terraform.getModule({ name }, { credentials }));
      }
      if (items.length === 0 || offset + items.length >= total) return;
    }
  }
}

/** `deletion_protection` is found by its words, too. */
const wordsOf = (name: string) => [...new Set([name, name.replace(/[_-]+/g, ' ')])];

/** The module first, then its inputs and outputs. */
export function documentsOf({ name, title, description, owner, lifecycle, latest }: ModuleDetails): TerraformSearchDocument[] {
  const { variables, outputs } = latest.directory;
  const page = `/modules/${encodeURIComponent(name)}`;
  const shared = {
    module: name,
    owner,
    lifecycle,
    authorization: { resourceRef: `component:default/${name.toLowerCase()}` },
  };
  // the index takes its fields from the first document, so that all of them have the same
  const document = (
    kind: TerraformSearchDocument['kind'],
    own: { title: string; description: string; text: (string | string[])[]; location: string },
  ): TerraformSearchDocument => ({ ...shared, ...own, kind, text: [own.description, ...own.text].flat().filter(Boolean).join('\n') });
  return [
    document('module', {
      title: title && title !== name ? `${title} (${name})` : name,
      description,
      text: [wordsOf(name), latest.manifest.groups.map(group => group.title)],
      location: page,
    }),
    ...variables.map(({ name: input, description: text, type, validations }) =>
      document('input', {
        title: `${input} (${name})`,
        description: text,
        text: [wordsOf(input), type, validations.map(({ errorMessage }) => errorMessage)],
        location: `${page}?tab=inputs&input=${encodeURIComponent(input)}`,
      }),
    ),
    ...outputs.map(({ name: output, description: text }) =>
      document('output', {
        title: `${output} (${name})`,
        description: text,
        text: [wordsOf(output)],
        location: `${page}?tab=outputs&output=${encodeURIComponent(output)}`,
      }),
    ),
  ];
}
