import { msp } from '@hyperledger/fabric-protos';

/** A Fabric identity as it stands in headers and endorsements. */
export interface SerializedIdentity {
  readonly msp: string;
  /** PEM. */
  readonly certificate: string;
}

export function parseIdentity(bytes: Uint8Array): SerializedIdentity {
  const identity = msp.SerializedIdentity.deserializeBinary(bytes);
  return {
    msp: identity.getMspid(),
    certificate: Buffer.from(identity.getIdBytes_asU8()).toString('utf8'),
  };
}

export function serializeIdentity(identity: SerializedIdentity): Buffer {
  const message = new msp.SerializedIdentity();
  message.setMspid(identity.msp);
  message.setIdBytes(Buffer.from(identity.certificate));
  return Buffer.from(message.serializeBinary());
}
