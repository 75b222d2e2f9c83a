import { AnchorContract } from './anchor/anchor-contract.ts';
import { RegistryContract } from './registry/registry-contract.ts';

export type { RefusalCode } from './refusal.ts';
export { type KeyStatement, type PublicKey, statementText, thumbprintOf } from './registry/possession.ts';

/** What `fabric-chaincode-node` loads: one contract class a subject. */
export const contracts = [AnchorContract, RegistryContract];
