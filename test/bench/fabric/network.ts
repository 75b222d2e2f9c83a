import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectLedger, type Ledger, type LedgerIdentity, type LedgerProfile } from '@caretrail/chain/ledger';
import { blockHash } from '@caretrail/chain/ledger/fabric';
import { chaincodeProgram } from '@caretrail/contract/program';
import { common } from '@hyperledger/fabric-protos';
import { TestChild } from '../../../subgraphs/chain/devpeer/testing/child.ts';
import { chaincodePackage } from './chaincode-package.ts';
import {
  CHANNEL,
  channelConfiguration,
  cryptoConfiguration,
  ordererConfiguration,
  PROFILE,
  peerConfiguration,
} from './configuration.ts';
import { type Layout, layoutIn, type Organization } from './layout.ts';
import { answering, eventually, Processes } from './processes.ts';

const CHAINCODE = 'caretrail';
const POLICY = "AND('HospitalMSP.peer','PayerMSP.peer')";

/** What a peer runs to learn where a chaincode's server listens (Fabric's external builders). */
const BUILDER = {
  detect: 'grep -q ccaas "$2/metadata.json"',
  build: 'cp "$1/connection.json" "$3/"',
  release: 'mkdir -p "$2/chaincode/server" && cp "$1/connection.json" "$2/chaincode/server/"',
};

export interface FabricNetwork {
  readonly profile: LedgerProfile;
  /** A connection of the hospital's administrator. */
  readonly administrator: Ledger;
  stop(): Promise<void>;
}

/** Starts peers of three organizations and a Raft orderer from the official programs, with the product's chaincode. */
export async function startFabric(programs: string): Promise<FabricNetwork> {
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-fabric-'));
  const processes = new Processes(programs, folder);
  const layout = await layoutIn(folder);
  let chaincode: TestChild | undefined;
  const stop = async () => {
    await processes.stop();
    await chaincode?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const genesis = await makeChannel(layout, processes);
    await startNodes(layout, processes, genesis);
    const { bytes, id } = chaincodePackage(`${CHAINCODE}_1`, `127.0.0.1:${layout.chaincode}`);
    chaincode = await TestChild.start(chaincodeProgram, { port: layout.chaincode, id });
    await deployChaincode(layout, processes, bytes, id);
    const profile = profileOf(layout, readFileSync(genesis));
    const administrator = connectLedger(profile, identityOf(layout.organizations[0]));
    await eventually(() => administrator.evaluate('anchor:latest', ['care/lakeside']));
    return {
      ...{ profile, administrator },
      stop: async () => {
        administrator.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function write(path: string, value: object): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
}

async function makeChannel(layout: Layout, processes: Processes): Promise<string> {
  const { folder, crypto } = layout;
  write(join(folder, 'crypto-config.yaml'), cryptoConfiguration(layout));
  await processes.run('cryptogen', [
    'generate',
    `--config=${join(folder, 'crypto-config.yaml')}`,
    `--output=${crypto}`,
  ]);
  write(join(folder, 'configtx.yaml'), channelConfiguration(layout));
  const genesis = join(folder, 'genesis.block');
  const names = ['-configPath', folder, '-profile', PROFILE, '-channelID', CHANNEL];
  await processes.run('configtxgen', [...names, '-outputBlock', genesis]);
  return genesis;
}

async function startNodes(layout: Layout, processes: Processes, genesis: string): Promise<void> {
  const { folder, orderer, organizations } = layout;
  mkdirSync(join(folder, 'builder', 'bin'), { recursive: true });
  for (const [name, script] of Object.entries(BUILDER)) {
    const path = join(folder, 'builder', 'bin', name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }
  write(join(folder, 'orderer', 'orderer.yaml'), ordererConfiguration(layout));
  processes.start('orderer', 'orderer', [], join(folder, 'orderer'));
  for (const organization of organizations) {
    const place = join(folder, organization.domain);
    write(join(place, 'core.yaml'), peerConfiguration(layout, organization));
    processes.start(organization.domain, 'peer', ['node', 'start'], place);
  }
  const channels = `http://127.0.0.1:${orderer.adminPort}/participation/v1/channels`;
  await answering(`http://127.0.0.1:${orderer.healthPort}/healthz`);
  await answering(channels);
  const form = new FormData();
  form.set('config-block', new Blob([readFileSync(genesis)]), 'config-block.pb');
  const joined = await fetch(channels, { method: 'POST', body: form });
  if (joined.status !== 201) throw new Error(`the orderer did not join the channel: ${await joined.text()}`);
  for (const { healthPort } of organizations) await answering(`http://127.0.0.1:${healthPort}/healthz`);
  // One after the other: two peers that join at once refuse each other's gossip for seconds.
  for (const organization of organizations)
    await asAdministrator(layout, processes, organization, ['channel', 'join', '-b', genesis]);
}

function asAdministrator(
  { folder }: Layout,
  processes: Processes,
  { domain, folder: place, msp, peerFolder, port }: Organization,
  args: readonly string[],
): Promise<void> {
  return processes.run('peer', args, {
    FABRIC_CFG_PATH: join(folder, domain),
    FABRIC_LOGGING_SPEC: 'error',
    CORE_PEER_MSPCONFIGPATH: join(place, 'users', `Admin@${domain}`, 'msp'),
    CORE_PEER_LOCALMSPID: msp,
    CORE_PEER_ADDRESS: `127.0.0.1:${port}`,
    CORE_PEER_TLS_ROOTCERT_FILE: join(peerFolder, 'tls', 'ca.crt'),
  });
}

async function deployChaincode(
  layout: Layout,
  processes: Processes,
  bytes: Buffer,
  id: string,
): Promise<void> {
  const { folder, orderer, organizations } = layout;
  const file = join(folder, 'chaincode.tgz');
  writeFileSync(file, bytes);
  const endorsing = organizations.filter(({ endorses }) => endorses);
  const authority = join(orderer.folder, 'orderers', 'orderer0.orderer.example', 'tls', 'ca.crt');
  const definition = [
    ...['-o', `127.0.0.1:${orderer.port}`, '--tls', '--cafile', authority, '--channelID', CHANNEL],
    ...['--name', CHAINCODE, '--version', '1.0', '--sequence', '1', '--signature-policy', POLICY],
  ];
  const ask = (organization: Organization, ...args: readonly string[]) =>
    eventually(() => asAdministrator(layout, processes, organization, ['lifecycle', 'chaincode', ...args]));
  for (const organization of endorsing) {
    await ask(organization, 'install', file);
    await ask(organization, 'approveformyorg', ...definition, '--package-id', id);
  }
  const [first] = endorsing;
  const peers = endorsing.flatMap(({ port, peerFolder }) => [
    ...['--peerAddresses', `127.0.0.1:${port}`, '--tlsRootCertFiles', join(peerFolder, 'tls', 'ca.crt')],
  ]);
  if (first) await ask(first, 'commit', ...definition, ...peers);
}

const only = (folder: string): string => readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8');

function identityOf(organization: Organization | undefined): LedgerIdentity {
  if (!organization) throw new Error('the network has no organization');
  const { msp, domain, folder } = organization;
  const place = join(folder, 'users', `Admin@${domain}`, 'msp');
  return { msp, certificate: only(join(place, 'signcerts')), privateKey: only(join(place, 'keystore')) };
}

function profileOf({ organizations, orderer }: Layout, genesis: Uint8Array): LedgerProfile {
  const header = common.Block.deserializeBinary(genesis).getHeader();
  const authority = (folder: string) => [only(join(folder, 'msp', 'cacerts'))];
  const endorsing = organizations.filter(({ endorses }) => endorses).map(({ msp }) => msp);
  return {
    ...{
      format: 1,
      development: false,
      channel: CHANNEL,
      chaincode: CHAINCODE,
      consenters: [],
      organizations: [],
    },
    genesis: blockHash({
      number: 0,
      previousHash: new Uint8Array(),
      dataHash: header?.getDataHash_asU8() ?? new Uint8Array(),
    }).toString('hex'),
    msps: [
      ...organizations.map(({ msp, folder }) => ({
        id: msp,
        kind: 'application' as const,
        authorities: authority(folder),
      })),
      { id: 'OrdererMSP', kind: 'orderer', authorities: authority(orderer.folder) },
    ],
    peers: organizations.map(({ msp, domain, port, peerFolder }) => ({
      ...{ msp, name: `peer0.${domain}`, endpoint: `127.0.0.1:${port}` },
      tls: {
        authority: readFileSync(join(peerFolder, 'tls', 'ca.crt'), 'utf8'),
        serverName: `peer0.${domain}`,
      },
    })),
    blockSignatures: 1,
    endorsement: { required: endorsing.length, msps: endorsing },
    receipts: { required: 2, msps: organizations.map(({ msp }) => msp) },
  };
}
