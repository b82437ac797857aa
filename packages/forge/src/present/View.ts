import type { Records } from '../forge/Records';
import type { Caller } from '../forge/Caller';
import type { Urls } from '../forge/Urls';

/** What an answer is written with: the forge's records, and the addresses and eyes of its reader. */
export interface View {
  records: Records;
  urls: Urls;
  caller?: Caller;
}

/** A JSON object in GitHub's shape; its shape is checked against GitHub's description. */
export type Json = Record<string, unknown>;
