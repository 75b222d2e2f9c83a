import './bounded-lengths.ts';

export { type FabricEnvelope, type FabricHeader, openEnvelope, openHeader } from './envelope.ts';
export { sameBytes, sha256 } from './hash.ts';
export { type BlockHeader, blockHash, dataHash, headerBytes } from './header.ts';
export { parseIdentity, type SerializedIdentity, serializeIdentity } from './identity.ts';
export { type FabricProposal, newProposal, type ProposalRequest, signatureHeaderBytes } from './proposal.ts';
export {
  type FabricAnswer,
  type FabricResponse,
  type FabricTransaction,
  openAnswer,
  openCall,
  openTransaction,
} from './transaction.ts';
export { validationName } from './validation.ts';
