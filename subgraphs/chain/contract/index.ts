import { AccessContract } from './access/access-contract.ts';
import { AnchorContract } from './anchor/anchor-contract.ts';
import { ConsentContract } from './consent/consent-contract.ts';
import { RegistryContract } from './registry/registry-contract.ts';
import { UploadContract } from './upload/upload-contract.ts';

export { REFUSALS, type RefusalCode } from './refusal.ts';

/** What `fabric-chaincode-node` loads: one contract class a subject. */
export const contracts = [AnchorContract, RegistryContract, UploadContract, ConsentContract, AccessContract];
