import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { APPLICATION_MSPS, DEMO_MEMBERS, type Member, registerMembers } from '@caretrail/chain/consortium';
import type { LedgerProfile } from '@caretrail/chain/ledger';
import { Chaincode } from './chaincode/chaincode.ts';
import { Endorser } from './endorser/endorser.ts';
import { signingIdentity } from './msp/signing-identity.ts';
import type { Network, PeerNode, Release } from './node.ts';
import { PeerServer } from './server.ts';
import { type KeyStore, openKeyStore } from './setup/key-store.ts';
import type { NetworkPlan } from './setup/network-plan.ts';
import { lastPorts, profileOf, writeProfile } from './setup/profile.ts';
import { openServerTls, type ServerTls } from './setup/tls.ts';
import { type RunningChannel, startChannel } from './start-channel.ts';

export interface DevpeerOptions {
  /** Folder of the ledger: block logs, keys, `profile.json`. */
  readonly folder: string;
  readonly plan: NetworkPlan;
  /** Member organizations that the first start registers with the product's chaincode. */
  readonly members?: readonly Member[];
  readonly log: DevpeerLog;
}

export interface DevpeerLog {
  info(line: string): void;
  warn(line: string): void;
  error(error: unknown): void;
}

export interface Devpeer {
  readonly profile: LedgerProfile;
  readonly profileFile: string;
  /** Rejects when the ledger cannot go on (a block could not be written); the process must end then. */
  readonly failed: Promise<never>;
  /** Commits what was taken, then closes. */
  stop(): Promise<void>;
}

/** Starts the peers of three organizations and an orderer over the plan's channels, in this process. */
export async function startDevpeer(options: DevpeerOptions): Promise<Devpeer> {
  const { folder, plan, log } = options;
  const members = options.members ?? DEMO_MEMBERS;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  log.info('this is a development ledger: one process holds the keys of all organizations');
  const keys = await openKeyStore(join(folder, 'keys'), members, new Date());
  const tls = plan.tls ? await openServerTls(join(folder, 'tls'), new Date()) : null;
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {}); // whoever does not wait for it still ends with the process
  const channels = await startChannels(options, keys, (error) => failure.reject(error));
  const [main] = channels;
  if (!main) throw new Error('the plan of the network has no channel');
  const chaincodes = dialChaincodes(plan, (line) => log.warn(line));
  const profileFile = join(folder, 'profile.json');
  const byName = new Map(channels.map((channel) => [channel.name, channel]));
  const endorser = new Endorser(byName, chaincodes);
  const listening = await listen(
    { channels: byName, endorser, plan, tls },
    keys,
    lastPorts(profileFile),
    log,
  );
  const profile = profileOf({
    genesis: main.ledger.hash(0),
    channel: main.name,
    roots: new Map([...keys.authorities].map(([msp, { certificate }]) => [msp, certificate])),
    peers: new Map(listening.map(({ node }) => [node.identity.msp, node.address])),
    members,
    consenters: main.ledger.trust.consenters,
    tlsAuthority: tls?.authority ?? null,
  });
  // The profile is written last: where it is, an earlier start has done all this.
  if (!existsSync(profileFile)) await registerMembers(profile, keys.administrators, members);
  await writeProfile(profileFile, profile);
  for (const { name, ledger } of channels) log.info(`channel ${name} has ${ledger.height} blocks`);
  return {
    profile,
    profileFile,
    failed: failure.promise,
    async stop() {
      for (const channel of channels) await channel.stop();
      for (const { server } of listening) server.close();
      for (const chaincode of chaincodes.values()) chaincode.close();
    },
  };
}

/** The first channel's files stand in the ledger's own folder, those of others in folders by their names. */
async function startChannels(
  { folder, plan, log }: DevpeerOptions,
  keys: KeyStore,
  failed: (error: unknown) => void,
): Promise<readonly RunningChannel[]> {
  const running: RunningChannel[] = [];
  for (const [index, channel] of plan.channels.entries()) {
    const place = index === 0 ? folder : join(folder, 'channels', channel.name);
    const warn = (line: string) => log.warn(line);
    running.push(await startChannel({ channel, folder: place, network: plan, keys, warn, failed }));
  }
  return running;
}

const releaseOf = ({ consensus }: NetworkPlan): Release => (consensus === 'BFT' ? '3.1' : '2.5');

/** ChaincodeAdditionalParams of Fabric 3.1: the peer takes up to a thousand reads or writes in one message. */
const READY_3_1 = Buffer.from('10e80720e807', 'hex');

function dialChaincodes(plan: NetworkPlan, log: (line: string) => void): Map<string, Chaincode> {
  const readyPayload = releaseOf(plan) === '3.1' ? READY_3_1 : new Uint8Array();
  const plans = new Map(plan.channels.flatMap(({ chaincodes }) => chaincodes.map((one) => [one.name, one])));
  return new Map(
    [...plans.values()].map(({ name, address }) => [
      name,
      new Chaincode({ name, address, readyPayload, log }),
    ]),
  );
}

interface ListeningPeer {
  readonly node: PeerNode;
  readonly server: PeerServer;
}

/** One server a peer; the port of the last start is taken again where it is free. */
async function listen(
  shared: Pick<Network, 'channels' | 'endorser'> & {
    readonly plan: NetworkPlan;
    readonly tls: ServerTls | null;
  },
  keys: KeyStore,
  ports: ReadonlyMap<string, number>,
  log: DevpeerLog,
): Promise<readonly ListeningPeer[]> {
  const { plan, tls } = shared;
  const defined = plan.channels.flatMap(({ chaincodes }) => chaincodes);
  const nodes: (PeerNode & { address: string })[] = [];
  const network: Network = {
    ...shared,
    nodes,
    release: releaseOf(plan),
    simulateEach: plan.simulateEach,
    now: () => new Date(),
  };
  const listening: ListeningPeer[] = [];
  for (const msp of APPLICATION_MSPS) {
    const key = keys.peers.get(msp);
    if (!key) throw new Error(`there is no key of ${msp}`);
    const chaincodes = new Set(defined.filter(({ msps }) => msps.includes(msp)).map(({ name }) => name));
    const node = { identity: signingIdentity(key), address: '', chaincodes };
    const server = new PeerServer(network, node, (error) => log.error(error));
    const port = await server.listen(ports.get(msp) ?? 0, tls).catch(() => server.listen(0, tls));
    node.address = `127.0.0.1:${port}`;
    nodes.push(node);
    listening.push({ node, server });
  }
  return listening;
}
