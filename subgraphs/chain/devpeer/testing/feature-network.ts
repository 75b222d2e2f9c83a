import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LedgerIdentity, parseIdentityFile } from '@caretrail/chain/ledger';
import type { Contract, Gateway } from '@hyperledger/fabric-gateway';
import { type Devpeer, startDevpeer } from '../devpeer.ts';
import { BATCH_SIZE, type NetworkPlan } from '../setup/network-plan.ts';
import { TestChild } from './child.ts';
import { FeatureClients } from './feature-clients.ts';
import { FEATURE_CHAINCODES, FEATURE_CHANNELS } from './feature-plan.ts';
import type { FeatureStage, Organization } from './feature-stage.ts';

/** The stage on an embedded ledger. */
export class FeatureNetwork implements FeatureStage {
  readonly #folder = mkdtempSync(join(tmpdir(), 'caretrail-features-'));
  readonly #settings: Partial<NetworkPlan>;
  readonly #contracts: TestChild[] = [];
  readonly #clients = new FeatureClients();
  #devpeer: Devpeer | undefined;

  private constructor(settings: Partial<NetworkPlan>) {
    this.#settings = settings;
  }

  static async start(settings: Partial<NetworkPlan> = {}): Promise<FeatureNetwork> {
    const network = new FeatureNetwork(settings);
    for (const { name, version } of FEATURE_CHAINCODES)
      network.#contracts.push(
        await TestChild.start(join(import.meta.dirname, 'serve-contract.ts'), {
          contract: join(import.meta.dirname, 'feature-contract.ts'),
          id: `${name}_1`,
          title: name,
          version,
        }),
      );
    await network.#startLedger();
    return network;
  }

  async #startLedger(): Promise<void> {
    const chaincodes = FEATURE_CHAINCODES.map((definition, index) => ({
      ...definition,
      address: String(this.#contracts[index]?.ready['address']),
    }));
    this.#devpeer = await startDevpeer({
      folder: this.#folder,
      members: [],
      plan: {
        channels: FEATURE_CHANNELS.map((name) => ({ name, chaincodes })),
        ...{ consensus: 'solo', batchTimeout: 10, batchSize: BATCH_SIZE, tls: false, simulateEach: false },
        ...this.#settings,
      },
      log: { info() {}, warn() {}, error() {} },
    });
  }

  async #stopLedger(): Promise<void> {
    this.#clients.close();
    await this.#devpeer?.stop();
    this.#devpeer = undefined;
  }

  get devpeer(): Devpeer {
    if (!this.#devpeer) throw new Error('the ledger is not running');
    return this.#devpeer;
  }

  async restart(): Promise<void> {
    await this.#stopLedger();
    await this.#startLedger();
  }

  administrator(msp: Organization): LedgerIdentity {
    return parseIdentityFile(
      readFileSync(join(this.#folder, 'keys', 'administrators', `${msp}.json`), 'utf8'),
    );
  }

  gateway(msp: Organization): Gateway {
    return this.#clients.gateway(this.devpeer.profile, this.administrator(msp));
  }

  contract(msp: Organization, name = 'features', channel = 'care'): Contract {
    return this.gateway(msp).getNetwork(channel).getContract(name);
  }

  blocks(): Buffer {
    return readFileSync(join(this.#folder, 'blocks'));
  }

  privateValues(): Buffer {
    const files = ['private-values', 'transient-values'];
    return Buffer.concat(files.map((name) => readFileSync(join(this.#folder, name))));
  }

  async stop(): Promise<void> {
    await this.#stopLedger();
    for (const contract of this.#contracts) await contract.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
