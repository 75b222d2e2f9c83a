import { common } from '@hyperledger/fabric-protos';
import './bounded-lengths.ts';

/** The two headers of every proposal and envelope, and the bytes they came from (which are what is hashed). */
export interface FabricHeader {
  readonly channelHeader: Uint8Array;
  readonly signatureHeader: Uint8Array;
  readonly type: number;
  readonly channel: string;
  readonly transactionId: string;
  readonly epoch: number;
  readonly extension: Uint8Array;
  /** Null without a timestamp. A claim of the client. */
  readonly time: Date | null;
  /** Serialized identity of the signer. */
  readonly creator: Uint8Array;
  readonly nonce: Uint8Array;
}

export interface FabricEnvelope {
  readonly bytes: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly header: FabricHeader;
  readonly data: Uint8Array;
}

export function openHeader(header: common.Header | undefined): FabricHeader {
  if (!header) throw new Error('header is missing');
  const channelHeader = header.getChannelHeader_asU8();
  const signatureHeader = header.getSignatureHeader_asU8();
  const channel = common.ChannelHeader.deserializeBinary(channelHeader);
  const signature = common.SignatureHeader.deserializeBinary(signatureHeader);
  return {
    channelHeader,
    signatureHeader,
    type: channel.getType(),
    channel: channel.getChannelId(),
    transactionId: channel.getTxId(),
    epoch: channel.getEpoch(),
    extension: channel.getExtension_asU8(),
    time: channel.getTimestamp()?.toDate() ?? null,
    creator: signature.getCreator_asU8(),
    nonce: signature.getNonce_asU8(),
  };
}

/** Reads an envelope; throws when the bytes are none. */
export function openEnvelope(bytes: Uint8Array): FabricEnvelope {
  const envelope = common.Envelope.deserializeBinary(bytes);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  return {
    bytes,
    payload: envelope.getPayload_asU8(),
    signature: envelope.getSignature_asU8(),
    header: openHeader(payload.getHeader()),
    data: payload.getData_asU8(),
  };
}
