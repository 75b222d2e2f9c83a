import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connectLedger,
  type Ledger,
  type LedgerIdentity,
  type LedgerProfile,
  memberIdentity,
  parseIdentityFile,
  readProfile,
} from '@caretrail/chain/ledger';
import { TestChild } from './child.ts';

const DEVPEER = join(import.meta.dirname, '..', 'main.ts');
const MOVED_CLOCK = join(import.meta.dirname, 'moved-clock.ts');
const CHAINCODE = join(import.meta.dirname, '..', '..', 'contract', 'main.ts');

/** What a test's ledger does otherwise than the product's; see the program's configuration. */
interface TestSettings {
  readonly simulateEach?: boolean;
  readonly tls?: boolean;
}

/** A development ledger with its chaincode, in processes of their own and a folder of its own, for tests. */
export class TestLedger {
  readonly home: string;
  #devpeer: TestChild;
  #chaincode: TestChild;
  readonly #settings: TestSettings;
  readonly #open = new Set<Ledger>();

  private constructor(home: string, devpeer: TestChild, chaincode: TestChild, settings: TestSettings) {
    this.home = home;
    this.#devpeer = devpeer;
    this.#chaincode = chaincode;
    this.#settings = settings;
  }

  static async start(settings: TestSettings = {}): Promise<TestLedger> {
    const home = await mkdtemp(join(tmpdir(), 'caretrail-ledger-'));
    const chaincode = await TestChild.start(CHAINCODE, {});
    const devpeer = await startDevpeer(home, chaincode, settings);
    return new TestLedger(home, devpeer, chaincode, settings);
  }

  get profile(): LedgerProfile {
    return readProfile(join(this.home, 'ledger', 'profile.json'));
  }

  /** Lines that the ledger's process has logged since it was started last. */
  get log(): readonly string[] {
    return this.#devpeer.log;
  }

  /** A member's connection; closed with the ledger. */
  connect(member: string): Ledger {
    return this.connectAs(memberIdentity(this.home, member));
  }

  connectAs(identity: LedgerIdentity): Ledger {
    const ledger = connectLedger(this.profile, identity);
    this.#open.add(ledger);
    return ledger;
  }

  /** An identity that only the embedded ledger's own process should use. */
  key(kind: 'peers' | 'administrators' | 'authorities' | 'orderers', name: string): LedgerIdentity {
    return parseIdentityFile(readFileSync(join(this.home, 'ledger', 'keys', kind, `${name}.json`), 'utf8'));
  }

  killDevpeer(): Promise<void> {
    return this.#devpeer.kill();
  }

  async startDevpeer(settings: TestSettings = {}): Promise<void> {
    this.#devpeer = await startDevpeer(this.home, this.#chaincode, { ...this.#settings, ...settings });
  }

  killChaincode(): Promise<void> {
    return this.#chaincode.kill();
  }

  /** Starts it where it was, with a clock that is so many milliseconds ahead. */
  async startChaincode({ ahead = 0 } = {}): Promise<void> {
    const port = Number(String(this.#chaincode.ready['address']).split(':')[1]);
    const clock = ['--import', MOVED_CLOCK];
    const moved = ahead === 0 ? {} : { flags: clock, environment: { MOVED_CLOCK: String(ahead) } };
    this.#chaincode = await TestChild.start(CHAINCODE, { port }, moved);
  }

  async stop(): Promise<void> {
    for (const ledger of this.#open) ledger.close();
    await this.#devpeer.stop();
    await this.#chaincode.stop();
    await rm(this.home, { recursive: true, force: true });
  }
}

const startDevpeer = (home: string, chaincode: TestChild, settings: TestSettings): Promise<TestChild> =>
  TestChild.start(DEVPEER, { home, chaincode: chaincode.ready['address'], ...settings });

export const startTestLedger = (settings?: TestSettings): Promise<TestLedger> => TestLedger.start(settings);
