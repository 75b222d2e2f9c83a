import { join } from 'node:path';

/** Entry of the chaincode's process, for a launcher that keeps its own children. */
export const chaincodeProgram = join(import.meta.dirname, 'main.ts');

/** Entry of a chaincode as a service that its environment tells where to listen; see there. */
export const standaloneChaincode = join(import.meta.dirname, 'serve-chaincode.ts');
