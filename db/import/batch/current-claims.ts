import type { ClaimDetailRow, ClaimRow } from '../../records/index.ts';
import type { Queries } from '../connection.ts';
import { type Head, lockHeads } from '../write/heads.ts';
import { CLAIM, type RecordKeys } from '../write/record-tables.ts';

/** A claim as it stands: the rows of its newest version. */
export interface CurrentClaim {
  readonly head: Head;
  readonly keys: RecordKeys & { readonly provider_member: string };
  readonly see: ClaimRow;
  readonly content: ClaimDetailRow;
}

type Joined = ClaimRow &
  ClaimDetailRow & {
    readonly id: string;
    readonly custodian: string;
    readonly provider_member: string;
    readonly insurer_member: string | null;
    readonly at: Date | null;
  };

/** Locks claims and reads them, by record. */
export async function lockClaims(
  sql: Queries,
  records: readonly string[],
): Promise<Map<string, CurrentClaim>> {
  const heads = await lockHeads(sql, CLAIM.see.table, records);
  if (heads.size === 0) return new Map();
  const rows = await sql<Joined[]>`
    select claim.*, detail.type, detail.created, detail.billable_start, detail.billable_end, detail.lines,
           detail.diagnoses, detail.adjudications, detail.history
    from claims.claim join claims.claim_detail detail on detail.claim = claim.id
    where claim.id = any(${[...records]}::uuid[])`;
  return new Map(rows.flatMap((row) => currentClaim(row, heads.get(row.id))));
}

function currentClaim(row: Joined, head: Head | undefined): [string, CurrentClaim][] {
  if (head === undefined) return [];
  const { id, custodian, provider_member, insurer_member, at, ...leaves } = row;
  const { type, created, billable_start, billable_end, lines, diagnoses, adjudications, history, ...see } =
    leaves;
  const content = { type, created, billable_start, billable_end, lines, diagnoses, adjudications, history };
  const none = { grantees: null, sensitivity: null };
  const keys = { patient: see.patient, custodian, provider_member, insurer_member, at, ...none };
  return [[id, { head, keys, see, content }]];
}
