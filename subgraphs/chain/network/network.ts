import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_MEMBERS, type Member, registerMembers } from '@caretrail/chain/consortium';
import type { LedgerIdentity, LedgerProfile } from '@caretrail/chain/ledger';
import { deployChaincodes, type OwnChaincode, ownChaincodes } from './chaincodes.ts';
import { joinChannels, makeChannels, nodesAnswer } from './channels.ts';
import { administratorOf, issueMemberKeys } from './keys.ts';
import { type Layout, layoutIn } from './layout.ts';
import { NetworkError } from './network-error.ts';
import { blockFileOf, configureNodes, ordererProcess, peerProcess } from './nodes.ts';
import type { NetworkPlan } from './plan.ts';
import { Processes, type ProcessPlan } from './processes.ts';
import { profileOf } from './profile.ts';
import { findPrograms } from './programs.ts';
import { networkReady } from './ready.ts';
import { writeState } from './state.ts';
import { writeJson } from './write-json.ts';

/** A running network; it goes on when its maker ends. */
export interface Network {
  readonly folder: string;
  readonly layout: Layout;
  readonly profile: LedgerProfile;
  /** Connection profile, for `FABRIC_PROFILE`; the members' keys are in the folder `members` beside it. */
  readonly profileFile: string;
  /** Of the programs. */
  readonly version: string;
  readonly processes: Processes;
  /** The identity of an MSP's administrator. */
  administrator(msp: string): LedgerIdentity;
  /** Starts one of its processes that was stopped, where it was. */
  start(name: string): void;
  /** The file with a channel's first blocks, of one of its peers. */
  blockFile(channel: string): string;
  /** Resolves when every organization's gateway can have every chaincode endorsed, and the orderers take transactions. */
  ready(): Promise<void>;
  /** Stops it and removes its folder. */
  takeDown(): Promise<void>;
}

interface NetworkOptions {
  readonly folder: string;
  readonly plan: NetworkPlan;
  /** Member organizations that get a key and are registered. Default: those of the demo. */
  readonly members?: readonly Member[];
  /** Told of each stage that is done. */
  readonly onStage?: (stage: string) => void;
}

/**
 * Makes and starts a network of the official programs; the folder is made, and is not there before.
 * @throws NetworkError where that cannot be; nothing is left behind
 */
export async function startNetwork(options: NetworkOptions): Promise<Network> {
  const { folder, plan } = options;
  const { folder: programs, version } = await findPrograms(plan.consensus);
  if (existsSync(folder)) throw new NetworkError(`${folder} is there already: take that network down first.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    return await start(options, programs, version);
  } catch (error) {
    await takeDown(folder);
    throw error;
  }
}

/** Stops what runs in a network's folder, and removes it. */
export async function takeDown(folder: string): Promise<void> {
  await new Processes(folder).stopAll();
  rmSync(folder, { recursive: true, force: true });
}

async function start(
  { folder, plan, members = DEMO_MEMBERS, onStage = () => {} }: NetworkOptions,
  programs: string,
  version: string,
): Promise<Network> {
  const processes = new Processes(folder);
  const layout = await layoutIn(folder, plan.consensus);
  await makeChannels(layout, programs, plan);
  configureNodes(layout);
  const own = ownChaincodes(layout, plan);
  const plans = processPlans(layout, programs, own);
  onStage('keys and first blocks made');
  for (const process of plans.values()) processes.start(process);
  await untilDone(processes, nodesAnswer(layout));
  onStage('nodes answer');
  await joinChannels(layout, programs, plan);
  onStage('channels joined');
  await deployChaincodes(layout, programs, plan, own);
  onStage('chaincode defined');
  const profile = profileOf(layout, plan, members);
  await networkReady(layout, plan, profile);
  onStage('gateways of all organizations endorse');
  const profileFile = join(folder, 'profile.json');
  if (members.length > 0) {
    await issueMemberKeys(layout, members, join(folder, 'members'));
    const administrators = new Map(layout.peers.map((node) => [node.msp, administratorOf(node)]));
    await registerMembers(profile, administrators, members);
    onStage('members registered');
  }
  writeJson(profileFile, profile);
  writeState(folder, { consensus: plan.consensus, version, layout });
  return {
    ...{ folder, layout, profile, profileFile, version, processes },
    administrator(msp) {
      const node = layout.peers.find((peer) => peer.msp === msp);
      if (!node) throw new RangeError(`the network has no organization ${msp}`);
      return administratorOf(node);
    },
    start(name) {
      const process = plans.get(name);
      if (!process) throw new RangeError(`the network has no process ${name}`);
      processes.start(process);
    },
    blockFile: (channel) => blockFileOf(layout, channel),
    ready: () => networkReady(layout, plan, profile),
    takeDown: () => takeDown(folder),
  };
}

function processPlans(
  layout: Layout,
  programs: string,
  chaincodes: readonly OwnChaincode[],
): ReadonlyMap<string, ProcessPlan> {
  const plans = [
    ...layout.orderers.map((node) => ordererProcess(layout, programs, node)),
    ...layout.peers.map((node) => peerProcess(layout, programs, node)),
    ...chaincodes.map(({ process }) => process),
  ];
  return new Map(plans.map((plan) => [plan.name, plan]));
}

/** Fails with the last words of a process that has ended meanwhile. */
async function untilDone(processes: Processes, done: Promise<void>): Promise<void> {
  try {
    await done;
  } catch (error) {
    for (const name of processes.names)
      if (!(await processes.isRunning(name)))
        throw new NetworkError(`${name} has ended: ${processes.lastLine(name)}`, { cause: error });
    throw error;
  }
}
