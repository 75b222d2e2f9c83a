/** What `explain` says of one selected field. `DEPENDS_ON_ROW`: the caller may have it of some rows; which, only rows tell. */
type Verdict = 'ALLOWED' | 'REFUSED' | 'DEPENDS_ON_ROW';

export interface FieldDecision {
  /** Keys of the answer, without list indexes. */
  readonly path: readonly string[];
  readonly type: string;
  readonly field: string;
  readonly decision: Verdict;
  /** The policies asked, or the one that refuses; null where a field has none of its own. */
  readonly policy: string | null;
  /** Who would say no: the hub before anything is fetched, the subgraph at a row. */
  readonly layer: 'HUB' | 'SUBGRAPH';
  readonly code: string | null;
  readonly reason: string | null;
  readonly requires: readonly string[];
}
