import {
  DecisionState,
  DocumentFinding,
  DocumentKind,
  DocumentLanguage,
  HandbookDocument,
} from './document';

/**
 * `fresh`: looked at in time. `overdue`: its review is late. `broken`: it names something that is not there, or breaks the rules of
 * its kind.
 * @public
 */
export type Freshness = 'fresh' | 'overdue' | 'broken';

/** A document as lists show it, in the language asked for or the one that there is. @public */
export interface DocumentSummary {
  /** `owner/name` of the repository that holds it. */
  repository: string;
  path: string;
  kind: DocumentKind;
  language: DocumentLanguage;
  /** Languages that there are. */
  languages: DocumentLanguage[];
  title: string;
  /** Entity reference of the document's owner, else of its repository's. */
  owner: string;
  about: string[];
  tags: string[];
  freshness: Freshness;
  reviewed?: string;
  /**
   * ISO date on which its next review is due, counted from its last one, from the date of a decision, or from the commit that changed
   * it last; missing while none of them is known.
   */
  reviewDue?: string;
  findings: number;
  decision?: HandbookDocument['decision'];
  /** Of a runbook: its times and the number of its steps. */
  runbook?: { scenario?: string; tier?: string; rtoMinutes?: number; rpoMinutes?: number; steps: number };
  troubleshooting?: { entry: string; symptom: string; proof?: string };
  newcomers?: { for?: string; steps: number; minutes: number };
  minutes?: number;
}

/** What lists can be narrowed by; all that are given must hold. @public */
export interface DocumentQuery {
  kind?: DocumentKind;
  repository?: string;
  owner?: string;
  /** Entity reference: documents that name it in `about`. */
  about?: string;
  /** With `about`: documents of this repository, too, whatever they name. */
  orRepository?: string;
  tag?: string;
  state?: string;
  /** `attention`: overdue or broken. */
  freshness?: Freshness | 'attention';
  /** Decisions that took another one's place, or whose place was taken; both beside each other. */
  superseding?: boolean;
  /** `urgency`: what is broken first, then what is overdue, then runbooks. Else by kind and number. */
  order?: 'urgency';
  /** Words that the title, the text's first lines or the symptom hold. */
  search?: string;
  language?: DocumentLanguage;
  offset?: number;
  limit?: number;
}

/** What lists can be narrowed by: values that documents have, the most frequent first. @public */
export interface DocumentChoices {
  tags: string[];
  repositories: string[];
  /** Entity references; the catalog need not have them. */
  owners: string[];
  /** Of which there are more than are listed: 200 each. */
  cut: { tags: boolean; repositories: boolean; owners: boolean };
}

/** How many documents an owner has, and how many of them need attention. @public */
export interface OwnedDocuments {
  /** Entity reference; the catalog need not have it. */
  owner: string;
  documents: number;
  /** Their review is late, and they are not broken. */
  overdue: number;
  broken: number;
}

/** A document with its text. @public */
export interface DocumentDetails extends Omit<DocumentSummary, 'findings'> {
  /** Full name of the ref and the commit that it was read at. */
  ref: string;
  commit: string;
  content: Omit<HandbookDocument, 'findings'>;
  findings: DocumentFinding[];
}

/** A version of a document, as a commit of the default branch left it. What a merge brought in is one. @public */
export interface DocumentVersion {
  commit: string;
  /** Of the commit; missing when the portal did not learn them. */
  at?: string;
  author?: string;
  subject?: string;
  /** State of a decision in this version. */
  state?: DecisionState;
  /** Of the oldest one that is known: the document was there before this commit, which need not have changed it. */
  inherited?: boolean;
}

/**
 * What a document was, under its present name. It begins where Git's does once the portal has read that, which it does in the
 * background, and with what the portal read first until then.
 * @public
 */
export interface DocumentHistory {
  /** The newest first, at most 100. */
  versions: DocumentVersion[];
  /** Of a decision that is accepted and reads otherwise than when it was: what it said then. */
  accepted?: DocumentVersion & { text: string };
}

/** What a search index takes of a document in one language. @public */
export interface DocumentText {
  repository: string;
  path: string;
  language: DocumentLanguage;
  kind: DocumentKind;
  title: string;
  owner: string;
  tags: string[];
  /** Of a troubleshooting entry. */
  entry?: string;
  symptom?: string;
  /** Patterns of RE2 that find it in an error's text. */
  match?: string[];
  /** Of a runbook: what has happened. */
  scenario?: string;
  /** Markdown without front matter. */
  text: string;
}

/** Why an entry was found. @public */
export type MatchReason =
  | {
      kind: 'pattern';
      pattern: string;
      /** What of the pasted text the pattern matched, masked and cut to 200 characters. */
      text: string;
      /** Line of the pasted text, one-based. */
      line: number;
    }
  | {
      kind: 'words';
      /** Words that the text and the entry share, the rarest first. */
      words: string[];
    };

/** An entry that may explain a pasted text. @public */
export interface TroubleshootingMatch {
  document: DocumentSummary;
  reason: MatchReason;
}

/** Answer to a pasted text. @public */
export interface TroubleshootingAnswer {
  /** Patterns first, then by words; at most ten. */
  matches: TroubleshootingMatch[];
  /** How many secrets were masked before anything was compared. */
  masked: number;
  /** Whether only the end of the text was compared, because it was longer than the limit. */
  truncated: boolean;
  /** Whether patterns of entries were not tried, or not everywhere in the text, because that would have cost too much. */
  incomplete: boolean;
}

/** Topic of {@link HandbookChangedEvent}. @public */
export const handbookChangedTopic = 'handbook.changed';

/** Which repositories' documents changed; published after the change can be read. @public */
export interface HandbookChangedEvent {
  /** `owner/name`. */
  repositories: string[];
  /** Documents are gone: whoever keeps a copy of them must forget it now. */
  removed?: boolean;
}
