import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Server, startServer } from '@caretrail/db/server';
import type { Caller } from '@caretrail/kit';
import { median } from './hub/load.ts';
import { callersOf, claimOf, LineagePlace } from './lineage/place.ts';
import { self, sharedPlace } from './lineage/shared.ts';
import { versionsSql } from './lineage/versions.ts';
import type { Measurement } from './measurement.ts';

const [FEW, MANY] = [50_000, 1_000_000];
/** Rounds of one question a caller, before the clock counts and while it does. */
const [WARM, ROUNDS] = [20, 100];

/** The people of the open case; all callers may ask for them. */
const personOf = (round: number): number => 1 + ((round * 37) % 100);

/**
 * A lineage of depth 3 through the chain subgraph under row-level security: a visit, its claim and the decisions about it,
 * with 1,000,000 versions in the database against 50,000, and against the plain trace of the claim, interleaved.
 */
export async function run(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-bench-lineage-'));
  const server = await startServer({
    ...{ folder: join(folder, 'postgres'), password: 'bench', durable: false, log: 'ignore' },
  });
  try {
    const place = (count: number) =>
      LineagePlace.open(server, `versions_${count}`, async (admin) => {
        await admin.unsafe(versionsSql(count));
      });
    const [few, many] = [await place(FEW), await place(MANY)];
    const kinds = callersOf(1).map(({ role, tier }) => role ?? tier);
    const times = kinds.map(() => ({ few: [] as number[], many: [] as number[], trace: [] as number[] }));
    for (let round = 0; round < WARM + ROUNDS; round++) {
      const [person, visit] = [personOf(round), 1 + (round % 10)];
      const of = claimOf(person, visit);
      for (const [kind, who] of callersOf(person).entries()) {
        const least = leastFor(who);
        const [one, other] = [await few.lineage(who, of, least), await many.lineage(who, of, least)];
        const trace = await many.trace(who, of);
        if (round < WARM) continue;
        times[kind]?.few.push(one);
        times[kind]?.many.push(other);
        times[kind]?.trace.push(trace);
      }
    }
    await Promise.all([few.close(), many.close()]);
    const synthetic = times.map((of, kind) => ({
      name: `lineage of depth 3 for the ${kinds[kind]}, ${MANY.toLocaleString('en')} versions`,
      ...{ value: median(of.many), unit: 'ms' },
      baseline: { name: `the same with ${FEW.toLocaleString('en')} versions`, value: median(of.few) },
      others: [{ name: 'the plain trace of the claim', value: median(of.trace) }],
    }));
    return [await onSharedData(server), ...synthetic];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** On data as it comes from an import. */
async function onSharedData(server: Server): Promise<Measurement> {
  const { name, place, claims } = await sharedPlace(server);
  const times: { lineage: number; trace: number }[] = [];
  for (const claim of claims)
    times.push({
      lineage: await place.lineage(self(claim), claim.id, 1),
      trace: await place.trace(self(claim), claim.id),
    });
  await place.close();
  const counted = times.slice(WARM);
  return {
    ...{ name: `lineage of depth 3 for the patient, on ${name}`, unit: 'ms' },
    value: median(counted.map(({ lineage }) => lineage)),
    baseline: { name: 'the plain trace of the claim', value: median(counted.map(({ trace }) => trace)) },
  };
}

/** Versions that a caller must be shown: the payer sees no visit. */
const leastFor = ({ tier }: Caller): number => (tier === 'payer' ? 3 : 4);
