import { join } from 'node:path';

/** Entry of the chaincode's process, for a launcher that keeps its own children. */
export const chaincodeProgram = join(import.meta.dirname, 'main.ts');
