import { join } from 'node:path';

/** Entry of the ledger's process, for a launcher that keeps its own children. */
export const devpeerProgram = join(import.meta.dirname, 'main.ts');
