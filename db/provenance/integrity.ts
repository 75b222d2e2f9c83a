import { logLeaf, rootFromPath } from '@caretrail/proof';
import { type AnchorCheck, keyOf } from './anchor-check.ts';
import type { DisclosedLeaf } from './disclosed.ts';
import type { Integrity } from './integrity-state.ts';
import { equal, hashAgrees, leavesAgree } from './leaf-check.ts';
import { inclusionPaths } from './paths.ts';
import { proofFile } from './proof-file.ts';
import { loadReceipts } from './receipts.ts';
import type { Reader } from './sql.ts';
import {
  type AnchoredCheckpoint,
  loadVersions,
  type StoredVersion,
  type VersionKey,
} from './stored-version.ts';

/** A record to compare with its commitment. */
export interface IntegrityRequest extends VersionKey {
  /**
   * The leaves the caller may read, with the values that the API would show now; leaf 0 among them.
   * Null: the version's values and salts were destroyed.
   */
  readonly leaves: readonly DisclosedLeaf[] | null;
}

/** A version whose stored parts agree so far, on its way to the ledger. */
interface Candidate {
  readonly place: number;
  readonly version: StoredVersion;
  readonly leaves: readonly DisclosedLeaf[];
  readonly index: number;
  readonly checkpoint: AnchoredCheckpoint;
}

interface Included extends Candidate {
  readonly path: readonly Uint8Array[];
}

/**
 * Compares stored values with commitments, set-wise in three statements (two once the anchors are known), in the
 * order of the requests: leaves the caller may read → version hash → log leaf → root → receipts from the ledger.
 */
export async function checkIntegrity(
  sql: Reader,
  requests: readonly IntegrityRequest[],
  anchors: AnchorCheck,
): Promise<readonly Integrity[]> {
  const versions = await loadVersions(sql, requests);
  const stored = requests.map(({ leaves }, place) => checkStored(versions[place] ?? null, leaves, place));
  const candidates = stored.filter((answer): answer is Candidate => typeof answer === 'object');
  const included = await includedIn(sql, candidates);
  const genuine = await genuineAnchors(sql, included, anchors);
  const matching = new Set(included.filter((item) => genuine.has(item.checkpoint)).map((item) => item.place));
  return stored.map((answer, place) => {
    if (typeof answer === 'string') return answer;
    return matching.has(place) ? 'MATCH' : 'MISMATCH';
  });
}

/** As far as the row itself goes. */
function checkStored(
  version: StoredVersion | null,
  leaves: readonly DisclosedLeaf[] | null,
  place: number,
): Candidate | Integrity {
  if (!version) return 'MISSING';
  if (!leaves) return 'ERASED';
  if (!leavesAgree(version, leaves) || !hashAgrees(version)) return 'MISMATCH';
  const { position, checkpoint } = version;
  const checkable = leaves.length > 0 && position !== null && checkpoint;
  return checkable ? { place, version, leaves, index: position, checkpoint } : 'NOT_CHECKABLE';
}

/** Those whose path leads to their checkpoint's root. */
async function includedIn(sql: Reader, candidates: readonly Candidate[]): Promise<readonly Included[]> {
  const paths = await inclusionPaths(
    sql,
    candidates.map(({ checkpoint: { log, size }, index }) => ({ log, size, index })),
  );
  return candidates.flatMap((candidate, place) => {
    const path = paths[place];
    return path && leadsToRoot(candidate, path) ? [{ ...candidate, path }] : [];
  });
}

function leadsToRoot({ version, index, checkpoint }: Candidate, path: readonly Uint8Array[]): boolean {
  return equal(rootFromPath(logLeaf(version.hash), index, checkpoint.size, path), checkpoint.root);
}

/** Checkpoints that the ledger really holds; each new one is verified once, by the proof of one version in it. */
async function genuineAnchors(
  sql: Reader,
  items: readonly Included[],
  anchors: AnchorCheck,
): Promise<ReadonlySet<AnchoredCheckpoint>> {
  const unknown = items.filter(({ checkpoint }) => !anchors.isVerified(checkpoint));
  const receipts = await loadReceipts(
    sql,
    unknown.map(({ checkpoint }) => checkpoint.transaction),
  );
  const refuted = new Set<string>();
  for (const item of unknown) {
    if (anchors.isVerified(item.checkpoint) || refuted.has(keyOf(item.checkpoint))) continue;
    const signed = receipts.get(item.checkpoint.transaction) ?? [];
    const answer = await anchors.verify(item.checkpoint, proofFile(item.version, item.leaves, item, signed));
    if (answer === 'FALSE') refuted.add(keyOf(item.checkpoint));
  }
  return new Set(
    items.map(({ checkpoint }) => checkpoint).filter((checkpoint) => anchors.isVerified(checkpoint)),
  );
}
