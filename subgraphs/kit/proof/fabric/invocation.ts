import { hash } from '../hash/hash.ts';
import type { HeaderBytes } from './header.ts';
import { chaincodeInvocationSpec, chaincodeProposalPayload } from './messages.ts';

/** The call in a ChaincodeProposalPayload: which chaincode, and its arguments. Refused: `BAD_SHAPE`. */
export function readInvocation(proposalPayload: Uint8Array) {
  const { spec } = chaincodeInvocationSpec(chaincodeProposalPayload(proposalPayload).input);
  return { chaincode: spec.chaincode, arguments: spec.input.arguments };
}

/** What a peer's answer is bound to: the hash of headers and call (Fabric's proposal hash). */
export function proposalHash(header: HeaderBytes, proposalPayload: Uint8Array): Uint8Array {
  return hash(header.channelHeader, header.signatureHeader, proposalPayload);
}
