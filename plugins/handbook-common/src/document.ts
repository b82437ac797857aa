/** What a document is for; its path decides. @public */
export type DocumentKind = 'adr' | 'runbook' | 'troubleshooting' | 'path' | 'guide';

/** Languages that documents are written in; English decides everything but what is read. @public */
export type DocumentLanguage = 'en' | 'ko';

/** State of a decision, in MADR's words. @public */
export type DecisionState = 'proposed' | 'rejected' | 'accepted' | 'deprecated' | 'superseded';

/** What a decision says about itself. @public */
export interface DecisionFacts {
  /** From the file's name: 7 for `0007-who-may-import-whom.md`. */
  number: number;
  state: DecisionState;
  /** ISO date of the decision. */
  date?: string;
  decisionMakers: string[];
  /** Number of the decision that took its place. */
  supersededBy?: number;
  /** Numbers of the decisions whose place it took. */
  supersedes: number[];
}

/** A fenced block of a document that somebody may run. @public */
export interface DocumentCommand {
  /** Language of the fence, such as `sh`. */
  language: string;
  text: string;
  /** From the first line of the file, one-based. */
  line: number;
  /** Present when the document's test runs it; holds the name of the world that it runs in, or is empty. */
  run?: string;
  /** Why it is not run, when the document says so. */
  notRun?: string;
}

/** One step of a runbook. @public */
export interface RunbookStep {
  /** Counts from 1, in the order of the file. */
  number: number;
  /** Without `Step 1:`. */
  title: string;
  /** Who does it, as written. */
  who?: string;
  /** Time that it should take, in minutes. */
  minutes?: number;
  /** Markdown of what is done, without the facts above and without what is below. */
  text: string;
  /** Markdown that says how one sees that it worked. */
  verify?: string;
  /** Markdown that says when to stop and call somebody. */
  stop?: string;
  line: number;
}

/** What a runbook says about itself. @public */
export interface RunbookFacts {
  scenario?: string;
  /** Tier of the backup stack that its times are promised for, such as `critical`. */
  tier?: string;
  /** Recovery time objective in minutes. */
  rtoMinutes?: number;
  /** Recovery point objective in minutes. */
  rpoMinutes?: number;
  /** Empty for a runbook that is only read. */
  steps: RunbookStep[];
}

/** What a troubleshooting entry says about itself. @public */
export interface TroubleshootingFacts {
  /** `TS-nnn`. */
  entry: string;
  /** What one sees, in one sentence, in the language asked for. */
  symptom: string;
  /** Patterns of RE2. */
  match: string[];
  /** Codes of the suite that lead here, such as `PLT-201`. */
  errors: string[];
  /** Name of the reproduction that causes it, matches its message and tries the fix. */
  proof?: string;
  /** Where it is known from, when it was not reproduced. */
  source?: string;
  /** Markdown of the sections. */
  cause: string;
  fix: string;
  verify: string;
}

/** One step of a path for newcomers. @public */
export interface PathStep {
  title: string;
  /** In minutes. */
  minutes?: number;
  /** The form or page that does it; an address of the portal, or of a document. */
  action?: { title: string; href: string };
  text: string;
}

/** What a path for newcomers says about itself. @public */
export interface PathFacts {
  /** Whom it is for, as written. */
  for?: string;
  steps: PathStep[];
}

/** Something wrong in a document. @public */
export interface DocumentFinding {
  severity: 'error' | 'warning';
  /** `PLT-7nn`. */
  code: string;
  message: string;
  /** From the repository's root. */
  file: string;
  /** One-based. */
  line: number;
}

/** A release of a module that a document names. @public */
export interface NamedRelease {
  /** Such as `rds/v2.0.0`. */
  tag: string;
  /** Whether the text says that it is a module of the platform; the name alone may be of something else. */
  certain: boolean;
  /** Of the file, one-based. */
  line: number;
}

/** A heading of a document. @public */
export interface DocumentHeading {
  level: number;
  title: string;
  /** Anchor, as GitHub makes it. */
  anchor: string;
  line: number;
}

/** A document in one language, as it was parsed. @public */
export interface HandbookDocument {
  /** From the repository's root, always of the English file: `docs/adr/0007-who-may-import-whom.md`. */
  path: string;
  kind: DocumentKind;
  language: DocumentLanguage;
  title: string;
  /** Entity reference; missing when the document names none. */
  owner?: string;
  /** Entity references of what it is about: `component:default/rds` for `module:rds`, `resource:default/network` for `stack:network`. */
  about: string[];
  /** Line of the file that names it; missing when it is about nothing. */
  aboutLine?: number;
  tags: string[];
  /** ISO date on which somebody last saw that it is right. */
  reviewed?: string;
  /** Months until it has to be looked at again. */
  reviewEvery: number;
  /** Markdown without front matter. */
  text: string;
  /** Lines of front matter above `text`, so that a line of the text can be told as one of the file. */
  frontMatterLines: number;
  headings: DocumentHeading[];
  commands: DocumentCommand[];
  /** Releases of modules that it names, each once, at most 100; missing where it names none. */
  releases?: NamedRelease[];
  decision?: DecisionFacts;
  runbook?: RunbookFacts;
  troubleshooting?: TroubleshootingFacts;
  newcomers?: PathFacts;
  /** Minutes that a guide takes. */
  minutes?: number;
  findings: DocumentFinding[];
}
