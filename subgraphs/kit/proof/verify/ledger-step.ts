import { equal } from '../bytes/bytes.ts';
import { type Checkpoint, parseCheckpointArgument } from '../checkpoint/argument.ts';
import { type Anchoring, checkEnvelope } from '../fabric/envelope.ts';
import { organizationAttribute } from '../fabric/identity.ts';
import { readAnswer } from '../fabric/receipt.ts';
import type { Proof, ProofInclusion } from '../file/proof.ts';
import type { VersionLeaf } from '../record/header.ts';
import { ensure, refusedAs } from '../refused.ts';
import { isConsistent } from '../tree/consistency.ts';
import type { Trust } from '../trust/trust.ts';

/** Reads what an anchoring transaction put on the ledger out of its arguments. Refused: `ARGUMENTS`. */
export type ReadCheckpoint = (callArguments: readonly Uint8Array[]) => Checkpoint;

/** Arguments of `anchor:submit`: the function's name, and the checkpoint. */
export const readCheckpoint: ReadCheckpoint = (callArguments) => {
  const [, argument, ...more] = callArguments;
  ensure(argument !== undefined && more.length === 0, 'ARGUMENTS', 'want one argument');
  return parseCheckpointArgument(argument);
};

/**
 * Step `ledger`: the receipts hold one transaction, with which the log's own organization put exactly this
 * checkpoint on this ledger, endorsed as the trust file asks.
 */
export async function checkLedger(
  proof: Proof,
  version: VersionLeaf,
  trust: Trust,
  read: ReadCheckpoint,
): Promise<Anchoring> {
  const anchoring = await checkEnvelope(onlyEnvelope(proof), trust);
  const checkpoint = read(anchoring.arguments);
  ensure(equal(checkpoint.genesis, trust.genesis), 'GENESIS', 'the checkpoint is of another ledger');
  ensure(isCheckpointOf(checkpoint, proof.inclusion), 'CHECKPOINT');
  const { previous, consistency } = checkpoint;
  ensure(previous === null || isConsistent(previous, checkpoint, consistency), 'CONSISTENCY');
  const { msp, certificate } = anchoring.creator;
  const attribute = refusedAs('CREATOR_CERTIFICATE', () => organizationAttribute(certificate));
  const organization = trust.organizations.find(msp, attribute);
  ensure(
    organization === version.organization,
    'ORGANIZATION',
    `anchored by ${organization ?? 'nobody known'}`,
  );
  return anchoring;
}

/** Receipts of different organizations must be about the same bytes. */
function onlyEnvelope({ receipts }: Proof): Uint8Array {
  const envelopes = refusedAs('RECEIPT_MALFORMED', () =>
    receipts.map(({ payload }) => readAnswer(payload).processed.envelope),
  );
  const [envelope] = envelopes;
  ensure(envelope !== undefined && envelopes.every((other) => equal(other, envelope)), 'RECEIPTS_DIFFER');
  return envelope;
}

function isCheckpointOf(checkpoint: Checkpoint, { log, size, root }: ProofInclusion): boolean {
  return checkpoint.log === log && checkpoint.size === size && equal(checkpoint.root, root);
}
