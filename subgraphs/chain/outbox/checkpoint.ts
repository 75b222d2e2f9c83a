import type { Sql } from '@caretrail/db/provenance';

/** A checkpoint of a log that is not on the ledger yet. */
export interface Checkpoint {
  readonly log: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** What the ledger must hold before; null for a log's first. */
  readonly previous: { readonly size: number; readonly root: Uint8Array } | null;
  readonly state: 'PENDING' | 'FAILED';
  readonly reason: string | null;
}

interface Row {
  readonly size: string;
  readonly root: Uint8Array;
  readonly previous_size: string;
  readonly previous_root: Uint8Array | null;
  readonly state: 'PENDING' | 'FAILED';
  readonly reason: string | null;
}

/** The oldest checkpoint of a log that is not anchored; null if all are. */
export async function nextCheckpoint(sql: Sql, log: string): Promise<Checkpoint | null> {
  const [row] = await sql<Row>`
    select size, root, previous_size, previous_root, state, reason from provenance.checkpoint
    where log = ${log} and state <> 'ANCHORED' order by size limit 1`;
  if (!row) return null;
  const { root, previous_root: previousRoot, state, reason } = row;
  const previous = previousRoot ? { size: Number(row.previous_size), root: previousRoot } : null;
  return { log, size: Number(row.size), root, previous, state, reason };
}

/** Stops a log at a checkpoint: nothing of it is sent, and nothing more is added, until someone has looked. */
export async function failCheckpoint(sql: Sql, { log, size }: Checkpoint, reason: string): Promise<void> {
  await sql`
    update provenance.checkpoint set state = 'FAILED', reason = ${reason}
    where log = ${log} and size = ${size} and state = 'PENDING'`;
}
