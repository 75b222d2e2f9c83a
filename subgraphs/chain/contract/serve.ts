import { type ContractsServer, serveContracts } from './contracts-server.ts';
import { contracts } from './index.ts';

const VERSION = '1.0';

/** Serves the product's chaincode; resolves with its address. */
export const serveChaincode = (place: Pick<ContractsServer, 'address' | 'id'>): Promise<string> =>
  serveContracts({ contracts, title: 'caretrail', version: VERSION, ...place });
