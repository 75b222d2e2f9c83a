/** Bounds of proof format 1 (docs/proof-format.md, "Limits"): every loop over input ends at one of them. */

/** Bytes of a proof file. */
export const PROOF_BYTES = 1024 * 1024;

/** Bytes of a trust file. */
export const TRUST_BYTES = 4 * 1024 * 1024;

/** Arrays and objects inside each other, in any JSON text of the format. */
export const JSON_DEPTH = 32;

/** Levels that a proof file puts around a leaf's value: file, `leaves`, leaf. */
export const LEVELS_AROUND_VALUE = 3;

/** Bytes of the canonical JSON of all values of one version together. */
export const VALUES_BYTES = 512 * 1024;

/** Bytes of a hash, and of a salt. */
export const HASH_BYTES = 32;

/** Leaves that every version has: `version`, `activity`, `recordedAt`, `parents`. */
export const HEADER_LEAVES = 4;

/** Fields of a record type besides the header leaves. */
export const FIELDS = 24;

/** Siblings of a leaf in a record tree: 28 leaves are at most five levels deep. */
export const RECORD_PATH = 5;

/** Siblings of an entry in a log of at most 2^53 - 1 entries. */
export const LOG_PATH = 53;

/** Hashes of a consistency proof in such a log. */
export const CONSISTENCY_PATH = 54;

export const RECEIPTS = 8;
export const PARENTS = 4096;
