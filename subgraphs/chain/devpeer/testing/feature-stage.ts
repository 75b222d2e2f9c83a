import type { Contract, Gateway } from '@hyperledger/fabric-gateway';

/** The organizations of every network that the features are tried on. */
export type Organization = 'HospitalMSP' | 'PayerMSP' | 'RegulatorMSP';

/** A network with two chaincodes on two channels, for an unmodified client and an unmodified contract. */
export interface FeatureStage {
  /** An administrator's gateway, at its own organization's peer. */
  gateway(msp: Organization): Gateway;
  /** A chaincode seen from there. Default: `features` on `care`. */
  contract(msp: Organization, name?: string, channel?: string): Contract;
  /** Stops peers and orderers and starts them again, where they were. */
  restart(): Promise<void>;
  /** The block files of the first channel. */
  blocks(): Buffer;
  /** The files with private values, where they can be read as they are. */
  privateValues?(): Buffer;
  stop(): Promise<void>;
}
