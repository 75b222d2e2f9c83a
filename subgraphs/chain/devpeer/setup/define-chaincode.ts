import { newProposal } from '@caretrail/chain/ledger/fabric';
import { peer } from '@hyperledger/fabric-protos';
import { unpackProposal } from '../endorser/proposal.ts';
import { simulationOf } from '../endorser/simulation.ts';
import { transactionOf } from '../gateway/transaction.ts';
import { definitionWrites, LIFECYCLE } from '../ledger/definition.ts';
import { encodeReadWriteSet } from '../ledger/read-write-set.ts';
import { allPeersOf } from '../msp/signature-policy.ts';
import type { SigningIdentity } from '../msp/signing-identity.ts';
import { CHAINCODE, CHANNEL, ENDORSING_MSPS } from './consortium.ts';

/**
 * The transaction that commits the chaincode's definition: an administrator's call of `_lifecycle`, endorsed by the
 * peers given (a majority of organizations is needed). Validation reads version and policy from what it writes.
 */
export function definitionTransaction(
  administrator: SigningIdentity,
  peers: readonly SigningIdentity[],
  now: Date,
): Uint8Array {
  const args = new peer.lifecycle.CommitChaincodeDefinitionArgs();
  args.setName(CHAINCODE.name);
  args.setVersion(CHAINCODE.version);
  args.setSequence(1);
  const proposal = newProposal({
    channel: CHANNEL,
    chaincode: LIFECYCLE,
    arguments: [Buffer.from('CommitChaincodeDefinition'), args.serializeBinary()],
    creator: administrator.serialized,
    time: now,
  });
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.bytes);
  signed.setSignature(administrator.sign(proposal.bytes));
  const writes = definitionWrites(CHAINCODE.name, {
    version: CHAINCODE.version,
    policy: allPeersOf(ENDORSING_MSPS),
  });
  const simulation = simulationOf(unpackProposal(signed), {
    response: { status: 200, message: '', payload: new Uint8Array() },
    results: encodeReadWriteSet([{ namespace: LIFECYCLE, reads: [], ranges: [], writes }]),
    events: new Uint8Array(),
    version: 'syscc',
  });
  const envelope = transactionOf(simulation, peers);
  envelope.setSignature(administrator.sign(envelope.getPayload_asU8()));
  return envelope.serializeBinary();
}
