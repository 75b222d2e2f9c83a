import { common, peer } from '@hyperledger/fabric-protos';
import type { Write } from './read-write-set.ts';
import type { State } from './state.ts';

/** Namespace in which Fabric keeps chaincode definitions. */
export const LIFECYCLE = '_lifecycle';

/** The key that every transaction of a chaincode reads, so that none outlives a change of the definition. */
export const sequenceKey = (chaincode: string): string => fieldKey(chaincode, 'Sequence');

const fieldKey = (chaincode: string, field: string): string => `namespaces/fields/${chaincode}/${field}`;
const metadataKey = (chaincode: string): string => `namespaces/metadata/${chaincode}`;

/** A committed chaincode definition: version, and who must endorse. */
export interface ChaincodeDefinition {
  readonly version: string;
  readonly policy: common.SignaturePolicyEnvelope;
}

export function definitionOf(state: State, chaincode: string): ChaincodeDefinition | null {
  const endorsement = bytesField(state, chaincode, 'EndorsementInfo');
  const validation = bytesField(state, chaincode, 'ValidationInfo');
  if (!endorsement || !validation) return null;
  const parameter =
    peer.lifecycle.ChaincodeValidationInfo.deserializeBinary(validation).getValidationParameter_asU8();
  const policy = common.ApplicationPolicy.deserializeBinary(parameter).getSignaturePolicy();
  if (!policy) return null;
  return {
    version: peer.lifecycle.ChaincodeEndorsementInfo.deserializeBinary(endorsement).getVersion(),
    policy,
  };
}

function bytesField(state: State, chaincode: string, field: string): Uint8Array | null {
  const found = state.get(LIFECYCLE, fieldKey(chaincode, field));
  return found && peer.lifecycle.StateData.deserializeBinary(found.value).getBytes_asU8();
}

/** What committing a definition writes (core/chaincode/lifecycle). */
export function definitionWrites(chaincode: string, definition: ChaincodeDefinition): Write[] {
  const endorsement = new peer.lifecycle.ChaincodeEndorsementInfo();
  endorsement.setVersion(definition.version);
  endorsement.setEndorsementPlugin('escc');
  const policy = new common.ApplicationPolicy();
  policy.setSignaturePolicy(definition.policy);
  const validation = new peer.lifecycle.ChaincodeValidationInfo();
  validation.setValidationPlugin('vscc');
  validation.setValidationParameter(policy.serializeBinary());
  const sequence = new peer.lifecycle.StateData();
  sequence.setInt64(1);
  const metadata = new peer.lifecycle.StateMetadata();
  metadata.setDatatype('ChaincodeDefinition');
  metadata.setFieldsList(['Sequence', 'EndorsementInfo', 'ValidationInfo', 'Collections']);
  return [
    { key: fieldKey(chaincode, 'Collections'), value: bytesData(new Uint8Array()) },
    { key: fieldKey(chaincode, 'EndorsementInfo'), value: bytesData(endorsement.serializeBinary()) },
    { key: sequenceKey(chaincode), value: sequence.serializeBinary() },
    { key: fieldKey(chaincode, 'ValidationInfo'), value: bytesData(validation.serializeBinary()) },
    { key: metadataKey(chaincode), value: metadata.serializeBinary() },
  ];
}

function bytesData(bytes: Uint8Array): Uint8Array {
  const data = new peer.lifecycle.StateData();
  data.setBytes(bytes);
  return data.serializeBinary();
}
