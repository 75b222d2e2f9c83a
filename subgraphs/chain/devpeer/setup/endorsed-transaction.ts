import { newProposal } from '@caretrail/chain/ledger/fabric';
import { peer } from '@hyperledger/fabric-protos';
import { unpackProposal } from '../endorser/proposal.ts';
import { simulationOf } from '../endorser/simulation.ts';
import { transactionOf } from '../gateway/transaction.ts';
import { encodeReadWriteSet } from '../ledger/rwset/encode.ts';
import type { NamespaceSet } from '../ledger/rwset/read-write-set.ts';
import type { SigningIdentity } from '../msp/signing-identity.ts';

/** A call whose outcome is known without running it. */
export interface KnownOutcome {
  readonly channel: string;
  readonly chaincode: string;
  readonly version: string;
  readonly arguments: readonly Uint8Array[];
  readonly sets: readonly NamespaceSet[];
  readonly creator: SigningIdentity;
  readonly endorsers: readonly SigningIdentity[];
  readonly now: Date;
}

/** The signed envelope of a call, endorsed by the peers whose keys are given. */
export function endorsedTransaction(outcome: KnownOutcome): Uint8Array {
  const { creator } = outcome;
  const proposal = newProposal({ ...outcome, creator: creator.serialized, time: outcome.now });
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.bytes);
  signed.setSignature(creator.sign(proposal.bytes));
  const simulation = simulationOf(unpackProposal(signed), {
    response: { status: 200, message: '', payload: new Uint8Array() },
    results: encodeReadWriteSet(outcome.sets),
    events: new Uint8Array(),
    version: outcome.version,
  });
  const envelope = transactionOf(simulation, outcome.endorsers);
  envelope.setSignature(creator.sign(envelope.getPayload_asU8()));
  return envelope.serializeBinary();
}
