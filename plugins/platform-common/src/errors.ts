/** What every refusal tells: the code, what happened, where, why, and what to do next. @public */
export interface PlatformErrorDetails {
  /** `PLT-nnn`, see {@link platformErrors}. */
  code: PlatformErrorCode;
  /** What is wrong, in one sentence, with the offending value quoted. */
  message: string;
  /** The form field, file and line, or URL that it is about. */
  where?: string;
  /** Replaces the catalogue's next step when there is a better one for this case. */
  next?: string;
}

/**
 * The catalogue of refusals. Numbers are stable for ever: 1nn answers of the form, 2nn rendering and Terraform
 * files, 3nn Git forge, 4nn reading of repositories, 5nn registration and Atlantis configuration, 6nn permissions,
 * 7nn handbook documents.
 * @public
 */
export const platformErrors = {
  'PLT-101': { title: 'An answer is missing', next: 'Fill in the field.' },
  'PLT-102': { title: 'An answer breaks its rule', next: 'Change the value so that it follows the rule.' },
  'PLT-103': { title: 'An answer is not known', next: 'Remove the field, or correct its spelling.' },
  'PLT-104': { title: 'The answers cannot be read', next: 'Write the answers as one YAML or JSON mapping.' },
  'PLT-105': { title: 'The name is taken', next: 'Choose another name, or open the existing service.' },
  'PLT-106': { title: 'The owner is not a team of the catalog', next: 'Choose a team from the list.' },
  'PLT-107': { title: 'The owner does not own it', next: 'Choose the team that owns it by its registration, or the platform team.' },
  'PLT-201': { title: 'HCL cannot be parsed', next: 'Correct the file at the line given.' },
  'PLT-202': { title: 'A module misses a required variable', next: 'Wire the variable in module.yaml or give it a default.' },
  'PLT-203': { title: 'The rendered files differ from what was asked', next: 'Nothing was published. Report this: it is a defect of the portal.' },
  'PLT-204': { title: 'A module or version is not known', next: 'Choose a released version of a module of the central repository.' },
  'PLT-205': { title: 'module.yaml breaks its rules', next: 'Correct the field named.' },
  'PLT-206': { title: 'A directory cannot be read', next: 'Give a directory that holds Terraform files.' },
  'PLT-207': { title: 'A file is too large or too deep to read', next: 'Split the file.' },
  'PLT-208': { title: 'A module cannot be released so', next: 'Do what the message says.' },
  'PLT-301': { title: 'The Git forge refused', next: 'Read the reason; check the credentials and permissions of the portal.' },
  'PLT-302': { title: 'The Git forge did not answer', next: 'Try again: what was already made is found and kept.' },
  'PLT-303': { title: 'The Git forge asked to slow down', next: 'Try again after the time given: what was already made is found and kept.' },
  'PLT-304': { title: 'The repository belongs to somebody else', next: 'Choose another name, or ask its owner.' },
  'PLT-305': { title: 'People have worked in what would be removed', next: 'Remove it by hand after talking to them.' },
  'PLT-306': { title: 'The central repository moved on while publishing', next: 'Try again.' },
  'PLT-307': { title: 'The portal cannot sign its creations', next: 'Set platform.creationKey in the configuration of the portal.' },
  'PLT-401': { title: 'A repository cannot be read', next: 'Check that the portal may read it; the last good state is kept.' },
  'PLT-402': { title: 'A read looks too small to be true', next: 'The next equal read is accepted; check the organisation when this is wrong.' },
  'PLT-403': { title: 'A webhook is not signed', next: 'Set the same secret at the forge and in the portal.' },
  'PLT-404': { title: 'There is no such thing here', next: 'Check the name and the version.' },
  'PLT-405': { title: 'A parameter breaks its rule', next: 'Change the value so that it follows the rule.' },
  'PLT-406': { title: 'catalog-info.yaml breaks its rules', next: 'Correct the file; until then its last good entities are shown.' },
  'PLT-407': { title: 'Another repository describes this entity', next: 'Choose another name, or remove it from the other repository.' },
  'PLT-408': { title: 'A repository is too large to read', next: 'Take large files out of it; the last good state is kept.' },
  'PLT-501': { title: 'A registration breaks its rules', next: 'Correct the field named.' },
  'PLT-502': { title: 'Two registrations claim the same repository', next: 'Remove one of the two files.' },
  'PLT-503': { title: 'The path of the policies cannot go into a command', next: 'Give an absolute path of letters, digits, dots, hyphens and slashes.' },
  'PLT-601': { title: 'You may not do this', next: 'Ask the platform team for the role that may.' },
  'PLT-602': { title: 'The repository names another owner', next: 'Register it for the team that it names, or change .platform/answers.yaml there by pull request first.' },
  'PLT-701': { title: 'The front matter of a document cannot be read', next: 'Correct the YAML at the line given; the text is shown all the same.' },
  'PLT-702': { title: 'A document breaks the rules of its kind', next: 'Correct what the message names; the text is shown all the same.' },
  'PLT-703': { title: 'A document names something that is not there', next: 'Correct the link, path, command or reference, or remove it.' },
  'PLT-704': { title: 'Decisions supersede each other in a circle', next: 'Let the newest decision stand.' },
  'PLT-705': { title: 'Two documents have the same number', next: 'Give the later one the next free number.' },
  'PLT-706': { title: 'A pattern cannot be used', next: 'Write a pattern of RE2, without look-around and back-references.' },
  'PLT-707': { title: 'The two languages of a document differ', next: 'Give both the same headings and steps.' },
} as const;

/** A code of the catalogue. @public */
export type PlatformErrorCode = keyof typeof platformErrors;

/**
 * Where a code is explained: the suite's own documentation, as a path of the portal.
 * @public
 */
export function errorLink(code: PlatformErrorCode): string {
  return `/docs/default/component/platform/troubleshooting/errors/#${code.toLowerCase()}`;
}

/**
 * A refusal with a code. `name` is `PlatformError`; compare by name, since packages may be installed twice.
 * @public
 */
export class PlatformError extends Error {
  readonly code: PlatformErrorCode;
  readonly where?: string;
  readonly next: string;

  constructor(details: PlatformErrorDetails, options?: { cause?: unknown }) {
    super(details.message, options);
    this.name = 'PlatformError';
    this.code = details.code;
    this.where = details.where;
    this.next = details.next ?? platformErrors[details.code].next;
  }

  /** The refusal as one line for a terminal or a log. */
  toLine(): string {
    const where = this.where ? ` (${this.where})` : '';
    return `${this.code}${where}: ${this.message} ${this.next}`;
  }

  /** The refusal as data, for `--json` output and HTTP bodies. */
  toJSON(): PlatformErrorDetails & { name: string; title: string; next: string; link: string } {
    return {
      name: this.name,
      code: this.code,
      title: platformErrors[this.code].title,
      message: this.message,
      where: this.where,
      next: this.next,
      link: errorLink(this.code),
    };
  }
}
