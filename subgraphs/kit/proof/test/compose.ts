import { compare } from '../bytes/bytes.ts';
import { serializedIdentity } from '../fabric/messages.ts';
import type { Receipt } from '../fabric/receipt.ts';
import type { Proof, ProofLeaf } from '../file/proof.ts';
import type { CommittedVersion } from '../record/commit.ts';
import { toBase64url } from '../text/base64.ts';
import { toHex } from '../text/hex.ts';
import type { JsonValue } from '../text/json-value.ts';
import { utf8 } from '../text/utf8.ts';
import { inclusionPath } from '../tree/inclusion.ts';

/** Leaves of a version as a proof shows them. */
export function discloseLeaves(version: CommittedVersion, indexes: readonly number[]): readonly ProofLeaf[] {
  return indexes.map((index) => {
    const [value, fieldSalt] = [version.values[index], version.salts[index]];
    if (value === undefined || fieldSalt === undefined) throw new RangeError(`no leaf ${index}`);
    return { index, value, fieldSalt, path: inclusionPath(version.leaves, index) };
  });
}

/** A proof file as a JSON value; leaves and receipts may come in any order. Nothing is checked. */
export function composeProof(parts: Omit<Proof, 'versionLeaf'>): JsonValue {
  const { leafCount, versionHash, inclusion } = parts;
  const { log, size, root, index, path } = inclusion;
  return {
    format: 1,
    leafCount,
    leaves: parts.leaves.toSorted((one, other) => one.index - other.index).map(leafValue),
    versionHash: toHex(versionHash),
    inclusion: { log, size, root: toHex(root), index, path: path.map(toHex) },
    receipts: parts.receipts.toSorted(byMsp).map(receiptValue),
  };
}

function byMsp(one: Receipt, other: Receipt): number {
  const msp = ({ endorser }: Receipt) => utf8(serializedIdentity(endorser).msp);
  return compare(msp(one), msp(other));
}

function leafValue({ index, value, fieldSalt, path }: ProofLeaf): JsonValue {
  return { index, value, fieldSalt: toHex(fieldSalt), path: path.map(toHex) };
}

function receiptValue({ proposal, payload, endorser, signature }: Receipt): JsonValue {
  return {
    proposal: toBase64url(proposal),
    payload: toBase64url(payload),
    endorser: toBase64url(endorser),
    signature: toBase64url(signature),
  };
}
