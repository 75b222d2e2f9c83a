import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectLedger, type Ledger } from '@caretrail/chain/ledger';
import { startTestLedger } from '@caretrail/devpeer/testing';
import { findPrograms, NetworkError, productPlan, startNetwork } from '@caretrail/network';
import { commandArguments, registerOrganization } from '@caretrail/proof/command';
import type { Measurement } from './measurement.ts';

const ROUNDS = 3;
const SECONDS = 3;
const IN_FLIGHT = 64;
const LONE_COMMITS = 25;
const DECIDED_WITHIN = 30_000;

/** A network under load, and what was counted so far, a second. */
interface Bench {
  readonly ledger: Ledger;
  readonly evaluates: number[];
  readonly commits: number[];
  readonly replays: number[];
  readonly commit: () => Promise<void>;
  stop(): Promise<void>;
}

/**
 * The embedded ledger with its client on the same machine; where the official programs are at hand, turn by turn
 * with a network of these, which runs the same chaincode for the same client.
 */
export async function run(): Promise<readonly Measurement[]> {
  const version = await fabricVersion();
  const benches: Bench[] = [];
  try {
    benches.push(await embedded());
    if (version !== null) benches.push(await official());
    for (const { commit } of benches) {
      await commit(); // the first one sets what all later ones read
      await rate(commit, 1);
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const bench of benches)
        bench.evaluates.push(
          await rate(() => bench.ledger.evaluate('anchor:latest', ['care/lakeside']), SECONDS),
        );
      for (const bench of benches) bench.commits.push(await rate(bench.commit, SECONDS));
    }
    for (let round = 0; round < ROUNDS; round += 1)
      for (const bench of benches) bench.replays.push(await replay(bench.ledger));
    const [own, baseline] = benches;
    if (!own) return [];
    const measured = (name: string, of: (bench: Bench) => readonly number[]): Measurement => ({
      ...{ name: `ledger, ${name}`, value: median(of(own)), unit: 'per second' },
      baseline: baseline
        ? { name: `Fabric ${version}, the official programs`, value: median(of(baseline)) }
        : null,
    });
    return [
      measured('evaluates, 64 in flight', ({ evaluates }) => evaluates),
      measured('submit to commit, 64 in flight', ({ commits }) => commits),
      measured('transactions read again from block 0, verified and decoded', ({ replays }) => replays),
      { name: 'ledger, a lone commit, median', value: await loneCommit(own), unit: 'ms', baseline: null },
    ];
  } finally {
    for (const bench of benches) await bench.stop();
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const benchOf = (ledger: Ledger, stop: () => Promise<void>): Bench => ({
  ...{ ledger, stop, evaluates: [], commits: [], replays: [] },
  commit: committer(ledger),
});

async function embedded(): Promise<Bench> {
  const network = await startTestLedger();
  const administrator = network.connectAs(network.key('administrators', 'HospitalMSP'));
  return benchOf(administrator, () => network.stop());
}

/** Of the programs that are here; null, with a line that says how to get them, where none are. */
async function fabricVersion(): Promise<string | null> {
  try {
    return (await findPrograms('raft')).version;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    process.stdout.write(`ledger: no baseline. ${error.message}\n`);
    return null;
  }
}

async function official(): Promise<Bench> {
  const parent = mkdtempSync(join(tmpdir(), 'caretrail-fabric-'));
  const network = await startNetwork({
    folder: join(parent, 'network'),
    plan: productPlan('raft'),
    members: [],
  });
  const ledger = connectLedger(network.profile, network.administrator('HospitalMSP'));
  return benchOf(ledger, async () => {
    ledger.close();
    await network.takeDown();
    rmSync(parent, { recursive: true });
  });
}

/** Registers one made-up organization after the other: transactions that do not get in each other's way. */
function committer(ledger: Ledger): () => Promise<void> {
  let number = 0;
  return async () => {
    number += 1;
    const id = `bench-${number}`;
    const request = { id, attribute: id, genesis: ledger.profile.genesis };
    const prepared = await ledger.prepare(
      registerOrganization.name,
      commandArguments(registerOrganization, request),
    );
    await ledger.send(prepared);
    const status = await ledger.status(prepared.transactionId, DECIDED_WITHIN);
    if (status.state !== 'VALID')
      throw new Error(`a transaction is ${status.state === 'INVALID' ? status.validation : 'undecided'}`);
  };
}

async function loneCommit({ commit }: Bench): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < LONE_COMMITS; count += 1) {
    const start = performance.now();
    await commit();
    times.push(performance.now() - start);
  }
  return median(times);
}

async function rate(work: () => Promise<unknown>, seconds: number): Promise<number> {
  const start = performance.now();
  let done = 0;
  const loop = async () => {
    while (performance.now() - start < seconds * 1_000) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, loop));
  return done / ((performance.now() - start) / 1_000);
}

/** Transactions a second of the whole chain, as the indexer reads it. */
async function replay(ledger: Ledger): Promise<number> {
  const height = await ledger.height(DECIDED_WITHIN);
  const ending = new AbortController();
  const start = performance.now();
  let transactions = 0;
  for await (const block of ledger.blocks({ from: 0, signal: ending.signal })) {
    transactions += block.transactions.length;
    if (block.number === height - 1) break;
  }
  ending.abort();
  return transactions / ((performance.now() - start) / 1_000);
}
