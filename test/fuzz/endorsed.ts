import { openEnvelope, sha256 } from '@caretrail/chain/ledger/fabric';
import { proposalHashOf, transactionIdOf } from '@caretrail/chain/ledger/verify';
import { common, peer } from '@hyperledger/fabric-protos';
import type { NamespaceSet } from '../../subgraphs/chain/devpeer/ledger/rwset/read-write-set.ts';
import { rolePolicy } from '../../subgraphs/chain/devpeer/msp/signature-policy.ts';
import { CHAINCODE, COLLECTION, type LedgerStand } from './ledger-stand.ts';

const ONE_PEER = rolePolicy(1, [{ msp: 'HospitalMSP', role: 3 }]).serializeBinary();

/** What a transaction can do to a ledger, one thing beside the other. */
export const SETS: readonly NamespaceSet[] = [
  {
    namespace: CHAINCODE,
    reads: [
      { key: 'absent', version: null },
      { key: 'seen', version: { block: 1, transaction: 0 } },
    ],
    ranges: [
      { start: 'a', end: 'b', exhausted: true, seen: [] },
      { start: 'c', end: 'd', exhausted: false, seen: [{ key: 'c', version: { block: 1, transaction: 0 } }] },
    ],
    writes: [
      { key: 'written', value: Buffer.from('value') },
      { key: 'deleted', value: null },
    ],
    metadataWrites: [{ key: 'written', entries: [{ name: 'VALIDATION_PARAMETER', value: ONE_PEER }] }],
    collections: [
      {
        collection: COLLECTION,
        reads: [{ keyHash: sha256(Buffer.from('k')), version: null }],
        writes: [
          { keyHash: sha256(Buffer.from('k')), valueHash: sha256(Buffer.from('v')), purge: false },
          { keyHash: sha256(Buffer.from('l')), valueHash: null, purge: true },
        ],
        metadataWrites: [
          { keyHash: sha256(Buffer.from('k')), entries: [{ name: 'VALIDATION_PARAMETER', value: ONE_PEER }] },
        ],
        privateHash: sha256(Buffer.from('private')),
      },
    ],
  },
];

/**
 * Makes a changed payload as good as its makers could: ids and hashes agree with what it says, and the peers' keys have
 * signed what it says they did. So what comes behind those checks meets it as well. Null when it cannot be read.
 */
export function mended(payloadBytes: Uint8Array, { administrator, peers }: LedgerStand): Uint8Array | null {
  try {
    const payload = common.Payload.deserializeBinary(payloadBytes);
    const header = payload.getHeader() ?? new common.Header();
    const signature = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
    signature.setCreator(administrator.serialized);
    header.setSignatureHeader(signature.serializeBinary());
    const channel = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
    channel.setTxId(transactionIdOf(signature.getNonce_asU8(), administrator.serialized));
    header.setChannelHeader(channel.serializeBinary());
    payload.setHeader(header);
    payload.setData(mendedTransaction(payload.getData_asU8(), header, peers));
    const envelope = new common.Envelope();
    envelope.setPayload(payload.serializeBinary());
    envelope.setSignature(administrator.sign(envelope.getPayload_asU8()));
    return envelope.serializeBinary();
  } catch {
    return null;
  }
}

function mendedTransaction(data: Uint8Array, header: common.Header, peers: LedgerStand['peers']): Uint8Array {
  try {
    const transaction = peer.Transaction.deserializeBinary(data);
    for (const action of transaction.getActionsList()) {
      action.setHeader(header.getSignatureHeader_asU8());
      const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
      const endorsed = payload.getAction() ?? new peer.ChaincodeEndorsedAction();
      const answer = peer.ProposalResponsePayload.deserializeBinary(
        endorsed.getProposalResponsePayload_asU8(),
      );
      const hashed = {
        channelHeader: header.getChannelHeader_asU8(),
        signatureHeader: header.getSignatureHeader_asU8(),
      };
      answer.setProposalHash(proposalHashOf(hashed, payload.getChaincodeProposalPayload_asU8()));
      endorsed.setProposalResponsePayload(answer.serializeBinary());
      endorsed.setEndorsementsList(
        peers.map((endorser) => {
          const endorsement = new peer.Endorsement();
          endorsement.setEndorser(endorser.serialized);
          endorsement.setSignature(
            endorser.sign(Buffer.concat([endorsed.getProposalResponsePayload_asU8(), endorser.serialized])),
          );
          return endorsement;
        }),
      );
      payload.setAction(endorsed);
      action.setPayload(payload.serializeBinary());
    }
    return transaction.serializeBinary();
  } catch {
    return data;
  }
}

/** The part of an envelope that its client signs. */
export const payloadOf = (envelope: Uint8Array): Uint8Array => openEnvelope(envelope).payload;
