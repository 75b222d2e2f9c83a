/** What becomes of something for a caller. `layer`: who would say no, the hub before anything is fetched or the subgraph at a row. */
export interface Verdict {
  /** `DEPENDS_ON_ROW`: the caller may have it of some rows; which, only rows tell. */
  readonly decision: 'ALLOWED' | 'REFUSED' | 'DEPENDS_ON_ROW';
  readonly layer: 'HUB' | 'SUBGRAPH';
  /** The policies asked, or the one that refuses; null where there is none. */
  readonly policy: string | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly requires: readonly string[];
}

/** What `explain` says of one selected field. */
export interface FieldDecision extends Verdict {
  /** Keys of the answer, without list indexes. */
  readonly path: readonly string[];
  readonly type: string;
  readonly field: string;
}
