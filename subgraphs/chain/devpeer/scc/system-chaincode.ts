import type { FabricResponse } from '@caretrail/chain/ledger/fabric';
import type { UnpackedProposal } from '../endorser/proposal.ts';
import type { Simulator } from '../ledger/simulator/simulator.ts';
import type { Channel } from '../node.ts';
import { configuration } from './cscc.ts';
import { lifecycle } from './lifecycle.ts';
import { query } from './qscc.ts';
import { SystemRefusal } from './refusal.ts';

/** What a system chaincode looks at. */
export interface SystemContext {
  readonly channel: Channel;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly simulator: Simulator;
}

type SystemChaincode = (
  proposal: UnpackedProposal,
  context: SystemContext,
) => Uint8Array | Promise<Uint8Array>;

const SYSTEM: ReadonlyMap<string, SystemChaincode> = new Map([
  ['qscc', query],
  ['cscc', configuration],
  ['_lifecycle', lifecycle],
]);

/** System chaincodes are on every peer, without a definition. */
export const isSystemChaincode = (name: string): boolean => SYSTEM.has(name);

/** Runs a system chaincode; a refusal is a response of status 500. */
export async function querySystem(
  proposal: UnpackedProposal,
  context: SystemContext,
): Promise<FabricResponse> {
  try {
    const payload = await SYSTEM.get(proposal.chaincode)?.(proposal, context);
    return { status: 200, message: '', payload: payload ?? new Uint8Array() };
  } catch (error) {
    if (!(error instanceof SystemRefusal)) throw error;
    return { status: 500, message: error.message, payload: new Uint8Array() };
  }
}
