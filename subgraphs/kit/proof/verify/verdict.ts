import type { VersionLeaf } from '../record/header.ts';
import type { Reason } from '../refused.ts';
import type { JsonValue } from '../text/json-value.ts';

/** The steps of a verification, in order. */
export const STEPS = ['file', 'record', 'log', 'ledger', 'organizations'] as const;
export type Step = (typeof STEPS)[number];

/** What became of one step; `note` is for people. */
export type StepVerdict =
  | { readonly step: Step; readonly result: 'passed'; readonly reason: 'OK' }
  | { readonly step: Step; readonly result: 'failed'; readonly reason: Reason; readonly note?: string }
  | { readonly step: Step; readonly result: 'not checked'; readonly reason: 'NOT_CHECKED' };

/** What a good proof says. */
export interface ProvenContent {
  readonly version: VersionLeaf;
  /** Disclosed values by the published names of their leaves, those of leaves 1 to 3 too. */
  readonly fields: { readonly [name: string]: JsonValue };
  readonly versionHash: string;
  readonly log: string;
  readonly size: number;
  readonly root: string;
  readonly index: number;
  readonly channel: string;
  /** Id of the anchoring transaction. */
  readonly transaction: string;
  /** Subject of the certificate that anchored, as RFC 4514 writes names. */
  readonly creator: string;
  /** MSPs whose peers endorsed. */
  readonly endorsers: readonly string[];
  /** MSPs whose peers gave receipts. */
  readonly receipts: readonly string[];
}

/** The answer to a proof; a JSON value. */
export interface Verdict {
  readonly ok: boolean;
  readonly steps: readonly StepVerdict[];
  /** Fingerprint of the trust file that was believed; null if it could not be read. */
  readonly trust: string | null;
  /** What kind of ledger the trust file describes, in words. */
  readonly ledger: string;
  /** What the proof shows, in words; empty unless `ok`. */
  readonly shows: readonly string[];
  /** What no proof of this format shows, in words. */
  readonly doesNotShow: readonly string[];
  readonly content: ProvenContent | null;
}
