import { randomBytes } from 'node:crypto';
import { common, peer } from '@hyperledger/fabric-protos';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { sha256 } from './hash.ts';

const NONCE_BYTES = 24;

export interface ProposalRequest {
  readonly channel: string;
  readonly chaincode: string;
  readonly arguments: readonly Uint8Array[];
  /** Serialized identity of the asker. */
  readonly creator: Uint8Array;
  readonly time: Date;
}

export interface FabricProposal {
  readonly transactionId: string;
  readonly bytes: Buffer;
  readonly channelHeader: Uint8Array;
  readonly signatureHeader: Uint8Array;
  readonly payload: Uint8Array;
}

/** A proposal as Fabric's own client makes it; the transaction id is the hash of a fresh nonce and the creator. */
export function newProposal(request: ProposalRequest): FabricProposal {
  const nonce = randomBytes(NONCE_BYTES);
  const transactionId = sha256(nonce, request.creator).toString('hex');
  const channelHeader = channelHeaderBytes(request, transactionId);
  const signatureHeader = signatureHeaderBytes(request.creator, nonce);
  const payload = callBytes(request.chaincode, request.arguments);
  const header = new common.Header();
  header.setChannelHeader(channelHeader);
  header.setSignatureHeader(signatureHeader);
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload);
  const bytes = Buffer.from(proposal.serializeBinary());
  return { transactionId, bytes, channelHeader, signatureHeader, payload };
}

function channelHeaderBytes(request: ProposalRequest, transactionId: string): Uint8Array {
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincodeId(request.chaincode));
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setChannelId(request.channel);
  channelHeader.setTxId(transactionId);
  channelHeader.setTimestamp(timestamp.Timestamp.fromDate(request.time));
  channelHeader.setExtension$(extension.serializeBinary());
  return channelHeader.serializeBinary();
}

export function signatureHeaderBytes(creator: Uint8Array, nonce: Uint8Array): Uint8Array {
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator);
  signatureHeader.setNonce(nonce);
  return signatureHeader.serializeBinary();
}

/** Path and version stay out: the verifier of a proof takes a bare name only. */
function chaincodeId(name: string): peer.ChaincodeID {
  const id = new peer.ChaincodeID();
  id.setName(name);
  return id;
}

function callBytes(chaincode: string, args: readonly Uint8Array[]): Uint8Array {
  const input = new peer.ChaincodeInput();
  input.setArgsList([...args]);
  const spec = new peer.ChaincodeSpec();
  spec.setType(peer.ChaincodeSpec.Type.NODE);
  spec.setChaincodeId(chaincodeId(chaincode));
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  return payload.serializeBinary();
}
