import { serveContracts } from '@caretrail/contract/server';
import { contracts } from './feature-contract.ts';

/** The feature contract as a service for the peer of a real network, told by its environment as the product's is. */
const { CHAINCODE_SERVER_ADDRESS: address = '', CHAINCODE_ID: id = '' } = process.env;
await serveContracts({ contracts, title: 'features', version: '1', address, id });
