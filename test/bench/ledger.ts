import type { Ledger } from '@caretrail/chain/ledger';
import { startTestLedger } from '@caretrail/devpeer/testing';
import type { Measurement } from './measurement.ts';

const SECONDS = 4;
const IN_FLIGHT = 64;
const LONE_COMMITS = 25;
const DECIDED_WITHIN = 30_000;

/** The embedded ledger in processes and a folder of its own, with its client on the same machine. */
export async function run(): Promise<readonly Measurement[]> {
  const network = await startTestLedger();
  try {
    const administrator = network.connectAs(network.key('administrators', 'HospitalMSP'));
    const commit = committer(administrator, network.profile.genesis);
    const times: number[] = [];
    for (let count = 0; count < LONE_COMMITS; count += 1) {
      const start = performance.now();
      await commit();
      times.push(performance.now() - start);
    }
    const lone = times.sort((a, b) => a - b)[LONE_COMMITS >> 1] ?? Number.NaN;
    const evaluates = await rate(() => administrator.evaluate('anchor:latest', ['care/lakeside']));
    const commits = await rate(commit);
    return [
      { name: 'ledger, evaluates, 64 in flight', value: evaluates, unit: 'per second', baseline: null },
      { name: 'ledger, submit to commit, 64 in flight', value: commits, unit: 'per second', baseline: null },
      { name: 'ledger, a lone commit, median', value: lone, unit: 'ms', baseline: null },
    ];
  } finally {
    await network.stop();
  }
}

/** Registers one made-up organization after the other: transactions that do not get in each other's way. */
function committer(ledger: Ledger, genesis: string): () => Promise<void> {
  let number = 0;
  return async () => {
    number += 1;
    const id = `bench-${number}`;
    const request = JSON.stringify({ id, attribute: id, genesis });
    const prepared = await ledger.prepare('registry:registerOrganization', [request]);
    await ledger.send(prepared);
    const status = await ledger.status(prepared.transactionId, DECIDED_WITHIN);
    if (status.state !== 'VALID') throw new Error(`a transaction is ${status.state}`);
  };
}

async function rate(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let done = 0;
  const loop = async () => {
    while (performance.now() - start < SECONDS * 1_000) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, loop));
  return done / ((performance.now() - start) / 1_000);
}
