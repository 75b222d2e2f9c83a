import { compare } from '../bytes/bytes.ts';
import { serializedIdentity } from '../fabric/messages.ts';
import type { Receipt } from '../fabric/receipt.ts';
import type { CommittedVersion } from '../record/commit.ts';
import { toBase64url } from '../text/base64.ts';
import { toHex } from '../text/hex.ts';
import { jcs } from '../text/jcs.ts';
import type { JsonValue } from '../text/json-value.ts';
import { utf8 } from '../text/utf8.ts';
import { inclusionPath } from '../tree/inclusion.ts';
import { type Proof, type ProofLeaf, parseProof } from './proof.ts';

/** What a proof file is made of. */
export type ProofParts = Omit<Proof, 'versionLeaf'>;

/** Leaves of a version as a proof shows them. Salts leave the house with it: disclose only what its reader may see. */
export function discloseLeaves(version: CommittedVersion, indexes: readonly number[]): readonly ProofLeaf[] {
  return indexes.map((index) => {
    const [value, fieldSalt] = [version.values[index], version.salts[index]];
    if (value === undefined || fieldSalt === undefined) throw new RangeError(`no leaf ${index}`);
    return { index, value, fieldSalt, path: inclusionPath(version.leaves, index) };
  });
}

/**
 * A proof file as a JSON value; `jcs` or `JSON.stringify` make a file of it. Leaves and receipts may come in any order.
 * Refused: the reasons of step `file`. Whether the parts belong together is `verify`'s to say.
 */
export function composeProof(parts: ProofParts): JsonValue {
  const { leafCount, versionHash, inclusion } = parts;
  const { log, size, root, index, path } = inclusion;
  const file: JsonValue = {
    format: 1,
    leafCount,
    leaves: parts.leaves.toSorted((one, other) => one.index - other.index).map(leafValue),
    versionHash: toHex(versionHash),
    inclusion: { log, size, root: toHex(root), index, path: path.map(toHex) },
    receipts: inOrder(parts.receipts).map(receiptValue),
  };
  parseProof(jcs(file));
  return file;
}

/** Receipts in the order of a proof file: by the bytes of their peers' MSP ids. Refused: `BAD_SHAPE`, if a peer is no identity. */
export function inOrder(receipts: readonly Receipt[]): readonly Receipt[] {
  const keyed = receipts.map((receipt) => ({ receipt, msp: utf8(serializedIdentity(receipt.endorser).msp) }));
  return keyed.sort((one, other) => compare(one.msp, other.msp)).map(({ receipt }) => receipt);
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
