import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LedgerProfile } from '@caretrail/chain/ledger';
import { Chaincode } from './chaincode/chaincode.ts';
import { commitBlock } from './committer/committer.ts';
import { Endorser } from './endorser/endorser.ts';
import { ChannelLedger } from './ledger/channel-ledger.ts';
import { definitionOf } from './ledger/definition.ts';
import { signingIdentity } from './msp/signing-identity.ts';
import type { Channel, PeerNode } from './node.ts';
import { Orderer } from './orderer/orderer.ts';
import { PeerServer } from './server.ts';
import { APPLICATION_MSPS, CHAINCODE, CHANNEL, DEMO_MEMBERS, ENDORSING_MSPS } from './setup/consortium.ts';
import { definitionTransaction } from './setup/define-chaincode.ts';
import { genesisBlock } from './setup/genesis.ts';
import { type KeyStore, openKeyStore } from './setup/key-store.ts';
import { lastPorts, profileOf, writeProfile } from './setup/profile.ts';
import { registerMembers } from './setup/register-members.ts';

export interface DevpeerOptions {
  /** Folder of the ledger: block log, keys, `profile.json`. */
  readonly folder: string;
  /** `host:port` of the chaincode's server; it may come up later. */
  readonly chaincode: string;
  /** Milliseconds that a lone transaction waits for company before its block is cut. */
  readonly batchTimeout: number;
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

/** Starts the peers of three organizations and an orderer over one channel, in this process. */
export async function startDevpeer(options: DevpeerOptions): Promise<Devpeer> {
  const { folder, log } = options;
  const members = DEMO_MEMBERS;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  log.info('this is a development ledger: one process holds the keys of all organizations');
  const keys = await openKeyStore(join(folder, 'keys'), members, new Date());
  const roots = new Map([...keys.authorities].map(([msp, { certificate }]) => [msp, certificate]));
  const ledger = await ChannelLedger.open(join(folder, 'blocks'), (line) => log.warn(line));
  if (ledger.height === 0) {
    const genesis = genesisBlock({ roots, batchTimeout: options.batchTimeout, now: new Date() });
    const codes = Uint8Array.of(0);
    await ledger.commit({ ...genesis, ordererSignatures: new Uint8Array(), codes, updates: [] });
  }
  checkKeys(ledger, keys);
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {}); // whoever does not wait for it still ends with the process
  const orderer = new Orderer({
    channel: CHANNEL,
    ledger,
    identity: signingIdentity(keys.orderer),
    batchTimeout: options.batchTimeout,
    deliver: (block) => commitBlock(block, ledger),
    failed: (error) => failure.reject(error),
  });
  await defineChaincode(ledger, orderer, keys);
  const chaincode = new Chaincode({
    name: CHAINCODE.name,
    address: options.chaincode,
    log: (line) => log.warn(line),
  });
  const profileFile = join(folder, 'profile.json');
  const endorser = new Endorser(ledger, chaincode);
  const servers = await listen({ ledger, endorser, orderer }, keys, lastPorts(profileFile), log);
  const addresses = new Map(servers.map(({ node }) => [node.identity.msp, node.address]));
  const profile = profileOf({ genesis: ledger.hash(0), roots, peers: addresses, members });
  // The profile is written last: where it is, an earlier start has done all this.
  if (!existsSync(profileFile)) await registerMembers(profile, keys.administrators, members);
  await writeProfile(profileFile, profile);
  log.info(`channel ${CHANNEL} has ${ledger.height} blocks`);
  return {
    profile,
    profileFile,
    failed: failure.promise,
    async stop() {
      await orderer.stop();
      for (const { server } of servers) server.close();
      chaincode.close();
      await ledger.close();
    },
  };
}

/** A block log outlives no change of keys: its channel knows the certificates it was begun with. */
function checkKeys(ledger: ChannelLedger, { orderer }: KeyStore): void {
  if (ledger.trust.members.identifyParts(orderer.msp, orderer.certificate)) return;
  throw new Error(
    'the keys of the ledger are not those of its block log: restore the folder "keys", or remove both',
  );
}

/** Commits the chaincode's definition as block 1, unless an earlier start did. */
async function defineChaincode(ledger: ChannelLedger, orderer: Orderer, keys: KeyStore): Promise<void> {
  if (definitionOf(ledger.state, CHAINCODE.name)) return;
  const [administrator] = [...keys.administrators.values()].map(signingIdentity);
  const peers = ENDORSING_MSPS.map((msp) => signingIdentity(keyOf(keys.peers, msp)));
  if (!administrator) throw new Error('there is no administrator');
  orderer.submit(definitionTransaction(administrator, peers, new Date()));
  await new Promise<void>((resolve) => {
    const stop = ledger.onBlock(() => {
      stop();
      resolve();
    });
  });
  if (!definitionOf(ledger.state, CHAINCODE.name)) throw new Error('the chaincode’s definition was refused');
}

function keyOf<Value>(keys: ReadonlyMap<string, Value>, msp: string): Value {
  const key = keys.get(msp);
  if (key === undefined) throw new Error(`there is no key of ${msp}`);
  return key;
}

interface ListeningPeer {
  readonly node: PeerNode;
  readonly server: PeerServer;
}

/** One server a peer; the port of the last start is taken again where it is free. */
async function listen(
  shared: Pick<Channel, 'ledger' | 'endorser' | 'orderer'>,
  keys: KeyStore,
  ports: ReadonlyMap<string, number>,
  log: DevpeerLog,
): Promise<readonly ListeningPeer[]> {
  const endorsers = new Map<string, PeerNode>();
  const channel: Channel = { name: CHANNEL, ...shared, endorsers };
  const listening: ListeningPeer[] = [];
  for (const msp of APPLICATION_MSPS) {
    const node = { identity: signingIdentity(keyOf(keys.peers, msp)), address: '' };
    const server = new PeerServer(channel, node, (error) => log.error(error));
    const port = await server.listen(ports.get(msp) ?? 0).catch(() => server.listen(0));
    node.address = `127.0.0.1:${port}`;
    if (ENDORSING_MSPS.some((endorsing) => endorsing === msp)) endorsers.set(msp, node);
    listening.push({ node, server });
  }
  return listening;
}
