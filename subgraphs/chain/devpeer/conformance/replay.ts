import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataHash, openEnvelope, sameBytes } from '@caretrail/chain/ledger/fabric';
import { Client, credentials } from '@grpc/grpc-js';
import { type common, peer } from '@hyperledger/fabric-protos';
import { Chaincode } from '../chaincode/chaincode.ts';
import { validationCodes } from '../committer/committer.ts';
import { Endorser } from '../endorser/endorser.ts';
import { ChannelLedger } from '../ledger/channel-ledger.ts';
import { decodePrivateSets, type PrivateSet } from '../ledger/rwset/private-set.ts';
import { signingIdentity } from '../msp/signing-identity.ts';
import type { Channel, Network, PeerNode } from '../node.ts';
import { PeerServer } from '../server.ts';
import { type Answer, callStream, callUnary } from './caller.ts';
import { differences } from './compare.ts';
import { LAST, type RecordedScenario, type RecordedStep, type Recording } from './recording.ts';
import { ReplayOrderer } from './replay-orderer.ts';

const CHAINCODE = 'provenance';
const PEERS = { HospitalMSP: 'peer-hospital', PayerMSP: 'peer-payer', RegulatorMSP: 'peer-regulator' };
/** Whatever a recorded request waits for comes within this, or not at all. */
const PATIENCE = 120;
/** For what must come. */
const LONG = 10_000;

interface ReplayPeer {
  readonly client: Client;
  readonly server: PeerServer;
}

/** A network with the recorded one's configuration and peers, which is asked what the recorded one was asked. */
export class Replay {
  readonly #recording: Recording;
  readonly #folder: string;
  readonly #ledger: ChannelLedger;
  readonly #orderer: ReplayOrderer;
  readonly #chaincode: Chaincode;
  readonly #peers = new Map<string, ReplayPeer>();
  /** Blocks whose filter, header or data came out otherwise. */
  readonly blockDifferences: string[] = [];
  #now = 0;

  private constructor(recording: Recording, folder: string, ledger: ChannelLedger, chaincode: string) {
    this.#recording = recording;
    this.#folder = folder;
    this.#ledger = ledger;
    const consensus = recording.folder.includes('bft') ? 'BFT' : 'solo';
    this.#orderer = new ReplayOrderer(ledger, consensus);
    const readyPayload = new Uint8Array();
    this.#chaincode = new Chaincode({ name: CHAINCODE, address: chaincode, readyPayload, log: () => {} });
  }

  static async start(recording: Recording, chaincode: string): Promise<Replay> {
    const folder = mkdtempSync(join(tmpdir(), 'caretrail-replay-'));
    const replay = new Replay(recording, folder, await ChannelLedger.open(folder, () => {}), chaincode);
    await replay.#commit(recording.blocks[0]);
    await replay.#catchUp();
    await replay.#listen();
    return replay;
  }

  /** Asks a scenario's requests one after the other; what differs, by step. */
  async run({ scenario, steps }: RecordedScenario): Promise<string[]> {
    const inBlocks = new Set(this.#recording.blocks.flatMap(transactionIds));
    // A scenario that only asks is answered at the height where the one before it ended.
    if (scenario === LAST || steps.some(({ txId }) => inBlocks.has(txId ?? ''))) await this.#catchUp();
    const found: string[] = [];
    for (const step of steps) {
      if (!step.rpc.endsWith('/Submit')) await this.#cut();
      const answer = await this.#ask(step);
      found.push(...differences(step, answer, this.#recording).map((text) => `${step.label}: ${text}`));
    }
    await this.#cut();
    return found;
  }

  async stop(): Promise<void> {
    for (const { client, server } of this.#peers.values()) {
      client.close();
      server.close();
    }
    this.#chaincode.close();
    await this.#ledger.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #listen(): Promise<void> {
    const orderer = this.#orderer;
    const channels = new Map<string, Channel>([['care', { name: 'care', ledger: this.#ledger, orderer }]]);
    const endorser = new Endorser(channels, new Map([[CHAINCODE, this.#chaincode]]));
    const nodes: (PeerNode & { address: string })[] = [];
    const release = orderer.consensus === 'BFT' ? '3.1' : '2.5';
    const now = () => new Date(this.#now);
    const network: Network = { release, channels, nodes, endorser, simulateEach: true, now };
    for (const [msp, file] of Object.entries(PEERS)) {
      const node = { identity: this.#peerIdentity(msp, file), address: '', chaincodes: new Set<string>() };
      if (msp !== 'RegulatorMSP') node.chaincodes.add(CHAINCODE);
      nodes.push(node);
      const server = new PeerServer(network, node, () => {});
      node.address = `127.0.0.1:${await server.listen(0, null)}`;
      this.#peers.set(msp, { server, client: new Client(node.address, credentials.createInsecure()) });
    }
  }

  /** The recorded peer's certificate over a key of our own: what it signs is not compared. */
  #peerIdentity(msp: string, file: string) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return signingIdentity({
      msp,
      certificate: readFileSync(join(this.#recording.folder, 'msp', `${file}.pem`), 'utf8'),
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    });
  }

  #ask(step: RecordedStep): Promise<Answer> {
    const request = Buffer.from(step.request, 'base64');
    const client = this.#peers.get(step.at)?.client;
    if (!client) throw new Error(`no peer of ${step.at}`);
    this.#tick(step);
    // A stream that the recorded server ended is waited for; one it kept open is left after a while.
    const patience = step.grpc.code === null ? PATIENCE : LONG;
    if (step.responses) return callStream(client, step.rpc, request, step.responses.length, patience);
    return callUnary(client, step.rpc, request, step.grpc.status === 'DEADLINE_EXCEEDED' ? PATIENCE : LONG);
  }

  /** Time goes on with the requests' own; those that lie about it lie far. */
  #tick(step: RecordedStep): void {
    if (!step.rpc.startsWith('/protos.Deliver/')) return;
    try {
      const time = openEnvelope(Buffer.from(step.request, 'base64')).header.time?.getTime() ?? 0;
      this.#now = Math.max(this.#now, time);
    } catch {
      // a request that is no envelope tells no time
    }
  }

  /** Commits blocks of which no step tells how they came to be. */
  async #catchUp(): Promise<void> {
    const told = new Set(this.#recording.scenarios.flatMap(({ steps }) => steps.map(({ txId }) => txId)));
    for (;;) {
      const block = this.#recording.blocks[this.#ledger.height];
      if (!block || transactionIds(block).some((id) => told.has(id))) return;
      await this.#recallValues(block);
      await this.#commit(block);
    }
  }

  /** Cuts what was submitted into the blocks that were recorded; the order within one was the recorded orderer's. */
  async #cut(): Promise<void> {
    const pending = this.#orderer.take();
    while (pending.length > 0) {
      const block = this.#recording.blocks[this.#ledger.height];
      for (const envelope of block?.getData()?.getDataList_asU8() ?? []) {
        const index = pending.findIndex((one) => sameBytes(one, envelope));
        if (index < 0) {
          this.blockDifferences.push(`block ${this.#ledger.height}: its data differ`);
          return;
        }
        pending.splice(index, 1);
      }
      await this.#commit(block);
    }
  }

  /** Validates a recorded block's envelopes and commits it under the recorded orderers' signatures. */
  async #commit(block: common.Block | undefined): Promise<void> {
    const header = block?.getHeader();
    if (!block || !header) throw new Error('the recording has no such block');
    const number = header.getNumber();
    const envelopes = block.getData()?.getDataList_asU8() ?? [];
    const codes = Uint8Array.from(
      number === 0
        ? [0]
        : validationCodes({ number, envelopes }, this.#ledger).map((code) => peer.TxValidationCode[code]),
    );
    const filter = Buffer.from(codes).toString('hex');
    if (filter !== this.#recording.filters[number])
      this.blockDifferences.push(
        `block ${number}: filter ${this.#recording.filters[number]}, given ${filter}`,
      );
    await this.#ledger.commit({
      number,
      previousHash: this.#ledger.hash(number - 1),
      dataHash: dataHash(envelopes),
      envelopes,
      ordererSignatures: block.getMetadata()?.getMetadataList_asU8()[0] ?? new Uint8Array(),
      codes,
    });
  }

  /** Private values of a block whose own scenario was not kept, from what a member was delivered later. */
  async #recallValues(block: common.Block): Promise<void> {
    const number = block.getHeader()?.getNumber() ?? -1;
    const ids = transactionIds(block);
    for (const [transaction, sets] of deliveredValues(this.#recording, number))
      await this.#ledger.transient.put(ids[transaction] ?? '', sets);
  }
}

const transactionIds = (block: common.Block): string[] =>
  (block.getData()?.getDataList_asU8() ?? []).map((bytes) => openEnvelope(bytes).header.transactionId);

function deliveredValues({ scenarios }: Recording, number: number): [number, PrivateSet[]][] {
  const steps = scenarios.flatMap((scenario) => scenario.steps);
  return steps
    .filter(({ rpc }) => rpc.endsWith('/DeliverWithPrivateData'))
    .flatMap(({ responses = [] }) => responses)
    .filter((text) => !text.startsWith('('))
    .flatMap((text) => {
      const message = peer.DeliverResponse.deserializeBinary(Buffer.from(text, 'base64'));
      const withData = message.getBlockAndPrivateData();
      if (withData?.getBlock()?.getHeader()?.getNumber() !== number) return [];
      return [...withData.getPrivateDataMapMap().entries()].map(
        ([transaction, set]): [number, PrivateSet[]] => [transaction, decodePrivateSets(set)],
      );
    });
}
