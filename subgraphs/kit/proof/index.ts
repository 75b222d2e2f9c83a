export { sha256 } from '#sha256';
export { type Checkpoint, checkpointArgument, parseCheckpointArgument } from './checkpoint/argument.ts';
export type { Receipt } from './fabric/receipt.ts';
export type { ProofInclusion, ProofLeaf } from './file/proof.ts';
export { type Proof, parseProof } from './file/proof.ts';
export {
  type CommittedVersion,
  commitVersion,
  headerValues,
  type VersionHeader,
  type VersionToCommit,
} from './record/commit.ts';
export type { VersionLeaf } from './record/header.ts';
export { fieldLeaf, fieldSalt } from './record/leaf.ts';
export { isAccessLog, logName } from './record/log-name.ts';
export { parentsRoot } from './record/parents.ts';
export { leafNames, type SchemaDocument, schemaHash } from './record/schema.ts';
export { versionHash } from './record/version-hash.ts';
export { type Reason, Refused } from './refused.ts';
export { fromBase64url, toBase64url } from './text/base64.ts';
export { Decimal } from './text/decimal.ts';
export { hashFromHex, toHex } from './text/hex.ts';
export { jcs } from './text/jcs.ts';
export { type JsonLimits, parseJson, parseLosslessJson } from './text/json.ts';
export type { JsonValue, LosslessJson } from './text/json-value.ts';
export { consistencyPath, isConsistent, type LogState } from './tree/consistency.ts';
export { inclusionPath, rootFromPath } from './tree/inclusion.ts';
export { logLeaf, node } from './tree/node.ts';
export { EMPTY_ROOT, treeRoot } from './tree/root.ts';
export { parseTrust, trustFingerprint } from './trust/parse.ts';
export type { Trust } from './trust/trust.ts';
export { type ProvenContent, STEPS, type Step, type StepVerdict, type Verdict } from './verify/verdict.ts';
export { verify } from './verify/verify.ts';
