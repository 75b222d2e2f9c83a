import { common, peer } from '@hyperledger/fabric-protos';
import type { Write } from '../rwset/read-write-set.ts';
import type { State } from '../state/state.ts';
import { type CollectionConfig, encodeCollections, parseCollections } from './collection.ts';
import { bytesData, fieldKey, LIFECYCLE, metadataKey, sequenceKey } from './keys.ts';

/** What a definition is read from: the committed state, or a simulation that records what it reads. */
export interface StateReader {
  get(namespace: string, key: string): Uint8Array | null;
}

/** The committed state, read without record. */
export const committed = (state: State): StateReader => ({
  get: (namespace, key) => state.get(namespace, key)?.value ?? null,
});

/** A committed chaincode definition: version, and who must endorse. */
export interface ChaincodeDefinition {
  readonly version: string;
  readonly sequence: number;
  /** Serialized ApplicationPolicy. */
  readonly policy: Uint8Array;
  readonly collections: readonly CollectionConfig[];
}

const { ChaincodeEndorsementInfo, ChaincodeValidationInfo, StateData, StateMetadata } = peer.lifecycle;

export function definitionOf(state: StateReader, chaincode: string): ChaincodeDefinition | null {
  const field = (name: string) => {
    const found = state.get(LIFECYCLE, fieldKey(chaincode, name));
    return found && StateData.deserializeBinary(found);
  };
  const endorsement = field('EndorsementInfo')?.getBytes_asU8();
  const validation = field('ValidationInfo')?.getBytes_asU8();
  if (!endorsement || !validation) return null;
  return {
    version: ChaincodeEndorsementInfo.deserializeBinary(endorsement).getVersion(),
    sequence: field('Sequence')?.getInt64() ?? 0,
    policy: ChaincodeValidationInfo.deserializeBinary(validation).getValidationParameter_asU8(),
    collections: parseCollections(field('Collections')?.getBytes_asU8() ?? new Uint8Array()),
  };
}

/**
 * Reads all fields of a definition through a simulation, which records them: as in Fabric a transaction that uses a
 * collection depends on the whole definition (lifecycle.Serializer).
 */
export function readWholeDefinition(simulator: StateReader, chaincode: string): ChaincodeDefinition | null {
  simulator.get(LIFECYCLE, metadataKey(chaincode));
  return definitionOf(simulator, chaincode);
}

/** A definition that is to be committed; the policy is a signature policy of the application. */
export interface NewDefinition {
  readonly version: string;
  readonly policy: common.SignaturePolicyEnvelope;
  readonly collections: readonly CollectionConfig[];
}

/** What committing a definition writes (core/chaincode/lifecycle). */
export function definitionWrites(chaincode: string, definition: NewDefinition): Write[] {
  const endorsement = new ChaincodeEndorsementInfo();
  endorsement.setVersion(definition.version);
  endorsement.setEndorsementPlugin('escc');
  const policy = new common.ApplicationPolicy();
  policy.setSignaturePolicy(definition.policy);
  const validation = new ChaincodeValidationInfo();
  validation.setValidationPlugin('vscc');
  validation.setValidationParameter(policy.serializeBinary());
  const sequence = new StateData();
  sequence.setInt64(1);
  const metadata = new StateMetadata();
  metadata.setDatatype('ChaincodeDefinition');
  metadata.setFieldsList(['Sequence', 'EndorsementInfo', 'ValidationInfo', 'Collections']);
  return [
    { key: fieldKey(chaincode, 'Collections'), value: bytesData(encodeCollections(definition.collections)) },
    { key: fieldKey(chaincode, 'EndorsementInfo'), value: bytesData(endorsement.serializeBinary()) },
    { key: sequenceKey(chaincode), value: sequence.serializeBinary() },
    { key: fieldKey(chaincode, 'ValidationInfo'), value: bytesData(validation.serializeBinary()) },
    { key: metadataKey(chaincode), value: metadata.serializeBinary() },
  ];
}
