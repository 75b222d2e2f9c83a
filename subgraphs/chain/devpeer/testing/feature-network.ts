import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LedgerIdentity, parseIdentityFile } from '@caretrail/chain/ledger';
import { signerOf } from '@caretrail/chain/membership';
import { Client, credentials } from '@grpc/grpc-js';
import { connect, type Gateway, hash } from '@hyperledger/fabric-gateway';
import { type Devpeer, startDevpeer } from '../devpeer.ts';
import { BATCH_SIZE, type ChaincodePlan, type NetworkPlan } from '../setup/network-plan.ts';
import { TestChild } from './child.ts';

type Organization = 'HospitalMSP' | 'PayerMSP' | 'RegulatorMSP';

const COLLECTIONS = [
  {
    name: 'shared',
    policy: "OR('HospitalMSP.member', 'PayerMSP.member')",
    memberOnlyRead: true,
    memberOnlyWrite: true,
  },
  { name: 'passing', policy: "OR('HospitalMSP.member', 'PayerMSP.member')", blockToLive: 2 },
];

/** An embedded network with two chaincodes on two channels, for an unmodified client and an unmodified contract. */
export class FeatureNetwork {
  readonly folder = mkdtempSync(join(tmpdir(), 'caretrail-features-'));
  readonly #settings: Partial<NetworkPlan>;
  readonly #contracts: TestChild[] = [];
  readonly #open: { close(): void }[] = [];
  #devpeer: Devpeer | undefined;

  private constructor(settings: Partial<NetworkPlan>) {
    this.#settings = settings;
  }

  static async start(settings: Partial<NetworkPlan> = {}): Promise<FeatureNetwork> {
    const network = new FeatureNetwork(settings);
    for (const name of ['features', 'other'])
      network.#contracts.push(
        await TestChild.start(join(import.meta.dirname, 'serve-contract.ts'), {
          contract: join(import.meta.dirname, 'feature-contract.ts'),
          id: `${name}_1`,
          title: name,
          version: '1',
        }),
      );
    await network.startLedger();
    return network;
  }

  get devpeer(): Devpeer {
    if (!this.#devpeer) throw new Error('the ledger is not running');
    return this.#devpeer;
  }

  async startLedger(): Promise<void> {
    const [features, other] = this.#contracts.map((contract) => String(contract.ready['address']));
    const chaincode = (name: string, address = '', policy: string): ChaincodePlan => ({
      ...{ name, address, policy, version: '1', collections: COLLECTIONS },
      msps: ['HospitalMSP', 'PayerMSP'],
    });
    const both = "AND('HospitalMSP.peer', 'PayerMSP.peer')";
    const any = "OR('HospitalMSP.peer', OutOf(1, 'PayerMSP.peer'))";
    const own = [chaincode('features', features, both), chaincode('other', other, any)];
    this.#devpeer = await startDevpeer({
      folder: this.folder,
      members: [],
      plan: {
        channels: [
          { name: 'care', chaincodes: own },
          { name: 'research', chaincodes: own },
        ],
        ...{ consensus: 'solo', batchTimeout: 10, batchSize: BATCH_SIZE, tls: false, simulateEach: false },
        ...this.#settings,
      },
      log: { info() {}, warn() {}, error() {} },
    });
  }

  async stopLedger(): Promise<void> {
    for (const open of this.#open.splice(0)) open.close();
    await this.#devpeer?.stop();
    this.#devpeer = undefined;
  }

  administrator(msp: Organization): LedgerIdentity {
    return parseIdentityFile(
      readFileSync(join(this.folder, 'keys', 'administrators', `${msp}.json`), 'utf8'),
    );
  }

  /** An administrator's gateway, at its own organization's peer or another's. */
  gateway(msp: Organization, at: Organization = msp): Gateway {
    const node = this.devpeer.profile.peers.find((peer) => peer.msp === at);
    const identity = this.administrator(msp);
    const sign = signerOf(identity.privateKey);
    const security = node?.tls
      ? credentials.createSsl(Buffer.from(node.tls.authority))
      : credentials.createInsecure();
    const name = node?.tls?.serverName;
    const client = new Client(
      node?.endpoint ?? '',
      security,
      name ? { 'grpc.ssl_target_name_override': name } : {},
    );
    const gateway = connect({
      client,
      identity: { mspId: identity.msp, credentials: Buffer.from(identity.certificate) },
      hash: hash.none,
      signer: (message) => Promise.resolve(sign(message)),
    });
    this.#open.push(gateway, client);
    return gateway;
  }

  contract(msp: Organization, name = 'features', channel = 'care') {
    return this.gateway(msp).getNetwork(channel).getContract(name);
  }

  async stop(): Promise<void> {
    await this.stopLedger();
    for (const contract of this.#contracts) await contract.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
