import type { Receipt } from '../fabric/receipt.ts';
import { FIELDS, HEADER_LEAVES, LOG_PATH, RECEIPTS, RECORD_PATH } from '../limits.ts';
import { ensure } from '../refused.ts';
import { fromBase64url } from '../text/base64.ts';
import { hashFromHex } from '../text/hex.ts';
import { parseJson } from '../text/json.ts';
import type { JsonValue } from '../text/json-value.ts';
import { integer, list, members, text } from '../text/shape.ts';

/** A disclosed leaf with its way to the record's root. */
export interface ProofLeaf {
  readonly index: number;
  readonly value: JsonValue;
  readonly fieldSalt: Uint8Array;
  readonly path: readonly Uint8Array[];
}

/** A version's place in a checkpoint of a log. */
export interface ProofInclusion {
  readonly log: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly index: number;
  readonly path: readonly Uint8Array[];
}

/** A proof file that was read (docs/proof-format.md, "Proof file"): everything in it is a claim until verified. */
export interface Proof {
  readonly leafCount: number;
  /** Leaf 0, with which every proof begins. */
  readonly versionLeaf: ProofLeaf;
  /** All disclosed leaves, the first one too, by ascending index. */
  readonly leaves: readonly ProofLeaf[];
  readonly versionHash: Uint8Array;
  readonly inclusion: ProofInclusion;
  readonly receipts: readonly Receipt[];
}

const MEMBERS = ['format', 'leafCount', 'leaves', 'versionHash', 'inclusion', 'receipts'] as const;
const LOG = /^[A-Za-z0-9._/-]{1,160}$/;

/** Reads a proof file. Refused: the reasons of step `file`. */
export function parseProof(file: Uint8Array): Proof {
  const proof = members(parseJson(file), MEMBERS);
  ensure(proof.format === 1, 'UNKNOWN_FORMAT');
  const leafCount = integer(proof.leafCount, HEADER_LEAVES, HEADER_LEAVES + FIELDS);
  const leaves = list(proof.leaves, 1, leafCount).map((leaf) => leafOf(leaf, leafCount));
  const [versionLeaf] = leaves;
  ensure(versionLeaf?.index === 0 && isAscending(leaves), 'BAD_SHAPE', 'leaves must ascend from index 0');
  return {
    leafCount,
    versionLeaf,
    leaves,
    versionHash: hashFromHex(proof.versionHash),
    inclusion: inclusionOf(proof.inclusion),
    receipts: list(proof.receipts, 1, RECEIPTS).map(receiptOf),
  };
}

function leafOf(value: JsonValue, leafCount: number): ProofLeaf {
  const leaf = members(value, ['index', 'value', 'fieldSalt', 'path']);
  return {
    index: integer(leaf.index, 0, leafCount - 1),
    value: leaf.value,
    fieldSalt: hashFromHex(leaf.fieldSalt),
    path: list(leaf.path, 0, RECORD_PATH).map(hashFromHex),
  };
}

function isAscending(leaves: readonly ProofLeaf[]): boolean {
  return leaves.every(({ index }, at) => index > (leaves[at - 1]?.index ?? -1));
}

function inclusionOf(value: JsonValue): ProofInclusion {
  const inclusion = members(value, ['log', 'size', 'root', 'index', 'path']);
  const size = integer(inclusion.size, 1, Number.MAX_SAFE_INTEGER);
  return {
    log: text(inclusion.log, LOG),
    size,
    root: hashFromHex(inclusion.root),
    index: integer(inclusion.index, 0, size - 1),
    path: list(inclusion.path, 0, LOG_PATH).map(hashFromHex),
  };
}

function receiptOf(value: JsonValue): Receipt {
  const receipt = members(value, ['proposal', 'payload', 'endorser', 'signature']);
  return {
    proposal: fromBase64url(receipt.proposal),
    payload: fromBase64url(receipt.payload),
    endorser: fromBase64url(receipt.endorser),
    signature: fromBase64url(receipt.signature),
  };
}
