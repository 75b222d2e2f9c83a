import { type SerializedIdentity, serializeIdentity } from '@caretrail/chain/ledger/fabric';
import { signerOf } from '@caretrail/chain/membership';

/** A node's own identity: what it puts into endorsements and block signatures, and the key behind it. */
export interface SigningIdentity {
  readonly msp: string;
  /** Serialized identity. */
  readonly serialized: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

export const signingIdentity = (
  identity: SerializedIdentity & { readonly privateKey: string },
): SigningIdentity => ({
  msp: identity.msp,
  serialized: serializeIdentity(identity),
  sign: signerOf(identity.privateKey),
});
