import type { DisclosedLeaf } from './disclosed.ts';
import { hashAgrees, leavesAgree } from './leaf-check.ts';
import { inclusionPaths } from './paths.ts';
import { type ProofFile, proofFile } from './proof-file.ts';
import { loadReceipts } from './receipts.ts';
import type { Reader } from './sql.ts';
import {
  type AnchoredCheckpoint,
  loadVersions,
  type StoredVersion,
  type VersionKey,
} from './stored-version.ts';

/** A proof wanted of one version, and the leaves its reader may see. */
export interface ProofRequest extends VersionKey {
  /** Leaf 0 always; 1..3 and fields as far as the caller may read them. */
  readonly disclosed: readonly DisclosedLeaf[];
}

export type ProofOutcome =
  | { readonly state: 'PROOF'; readonly file: ProofFile }
  /** Not on the ledger yet, or its checkpoint was refused. */
  | { readonly state: 'PENDING' }
  | { readonly state: 'MISSING' }
  /** The values are not those committed, or the log is damaged: a proof would be refused. */
  | { readonly state: 'MISMATCH' };

/** A version whose values agree with its commitment and that an anchored checkpoint covers. */
interface Provable {
  readonly version: StoredVersion;
  readonly index: number;
  readonly checkpoint: AnchoredCheckpoint;
  readonly disclosed: readonly DisclosedLeaf[];
}

/**
 * Proof files for any number of versions in three statements; the answer stands in the order of the requests.
 * @throws RangeError if a request does not disclose leaf 0.
 */
export async function buildProofs(
  sql: Reader,
  requests: readonly ProofRequest[],
): Promise<readonly ProofOutcome[]> {
  for (const { disclosed } of requests)
    if (!disclosed.some((leaf) => leaf.index === 0)) throw new RangeError('a proof discloses leaf 0 always');
  const versions = await loadVersions(sql, requests);
  const prepared = requests.map((request, place) => prepare(versions[place] ?? null, request.disclosed));
  const provable = prepared.filter((item): item is Provable => typeof item === 'object');
  const files = await proofFiles(sql, provable);
  return prepared.map((item) => {
    if (typeof item === 'string') return { state: item };
    const file = files.get(item);
    return file ? { state: 'PROOF', file } : { state: 'MISMATCH' };
  });
}

function prepare(
  version: StoredVersion | null,
  disclosed: readonly DisclosedLeaf[],
): Provable | 'MISSING' | 'PENDING' | 'MISMATCH' {
  if (!version) return 'MISSING';
  if (!leavesAgree(version, disclosed) || !hashAgrees(version)) return 'MISMATCH';
  const { position, checkpoint } = version;
  return position === null || !checkpoint ? 'PENDING' : { version, index: position, checkpoint, disclosed };
}

async function proofFiles(
  sql: Reader,
  provable: readonly Provable[],
): Promise<ReadonlyMap<Provable, ProofFile>> {
  const [paths, receipts] = await Promise.all([
    inclusionPaths(
      sql,
      provable.map(({ checkpoint, index }) => ({ log: checkpoint.log, size: checkpoint.size, index })),
    ),
    loadReceipts(
      sql,
      provable.map(({ checkpoint }) => checkpoint.transaction),
    ),
  ]);
  const files = new Map<Provable, ProofFile>();
  provable.forEach((item, place) => {
    const path = paths[place];
    const signed = receipts.get(item.checkpoint.transaction) ?? [];
    if (path) files.set(item, proofFile(item.version, item.disclosed, { ...item, path }, signed));
  });
  return files;
}
