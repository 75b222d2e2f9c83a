import { inclusionPath, type JsonValue } from '@caretrail/proof';
import type { DisclosedLeaf } from './disclosed.ts';
import type { StoredReceipt } from './receipts.ts';
import type { AnchoredCheckpoint, StoredVersion } from './stored-version.ts';

/** A proof file of format 1 as a JSON value; `jcs(file)` or `JSON.stringify(file)` is the file (docs/proof-format.md). */
export type ProofFile = { readonly [member: string]: JsonValue };

/** What stands in the log half of a proof. */
export interface Inclusion {
  readonly checkpoint: AnchoredCheckpoint;
  readonly index: number;
  readonly path: readonly Uint8Array[];
}

/** Puts a proof file together; all parts are given, nothing is checked. */
export function proofFile(
  version: StoredVersion,
  disclosed: readonly DisclosedLeaf[],
  inclusion: Inclusion,
  receipts: readonly StoredReceipt[],
): ProofFile {
  const leaves = disclosed
    .toSorted((one, other) => one.index - other.index)
    .map(({ index, value, fieldSalt }) => ({
      index,
      value,
      fieldSalt: hex(fieldSalt),
      path: inclusionPath(version.leaves, index).map(hex),
    }));
  const { log, size, root } = inclusion.checkpoint;
  return {
    format: 1,
    leafCount: version.leaves.length,
    leaves,
    versionHash: hex(version.hash),
    inclusion: { log, size, root: hex(root), index: inclusion.index, path: inclusion.path.map(hex) },
    receipts: receipts.map(({ proposal, payload, endorser, signature }) => ({
      proposal: base64url(proposal),
      payload: base64url(payload),
      endorser: base64url(endorser),
      signature: base64url(signature),
    })),
  };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
