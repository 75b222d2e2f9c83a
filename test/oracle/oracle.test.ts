import { connect, type Pool } from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCampaign } from './campaign.ts';
import { type PolicyName, policyOf } from './judge/policies.ts';
import { EVERYWHERE, fieldsOf, RECORDS } from './judge/records.ts';
import { tierSchema } from './question/tier-schema.ts';
import { fillRecords } from './world/records.ts';

const TIERS = ['public', 'patient', 'hospital', 'payer', 'regulator'];

/** Fields of policies that the oracle does not know, by tier and type. */
const UNJUDGED: Readonly<Record<string, readonly string[]>> = {
  'patient Consent': ['ledger'],
  'patient Patient': ['trail'],
};
/** Of every record for whom may see it; what it tells of a field is tried with the field's own rights (`layers.test.ts`). */
const UNASKED = ['fieldHistory'];

/** Who gets through every one of the policies of these names, as `role/purpose`. */
const capacities = (tier: string, names: readonly PolicyName[]) =>
  names
    .map((name) => policyOf(name).admits.filter((admit) => admit.tier === tier))
    .map((admits) => admits.flatMap(({ role, purposes }) => purposes.map((purpose) => `${role}/${purpose}`)))
    .map((passing) => new Set(passing))
    .reduce((left, right) => left.intersection(right));

describe.each(TIERS)('the schema of tier %s', (tier) => {
  it.each(Object.keys(RECORDS))('holds of %s what the access policy opens to it, and no more', (type) => {
    const { see, read, seen, content, references, connections, lists } = fieldsOf(type);
    const shown = tierSchema(tier).getType(type);
    const open = (...policies: PolicyName[]) => capacities(tier, policies).size > 0;
    const leading = { ...references, ...connections, ...lists };
    const expected = [
      ...['id', ...UNASKED, ...Object.keys(EVERYWHERE), ...Object.keys(seen)].filter(() => open(see)),
      ...Object.keys(content).filter(() => open(see, read)),
      ...Object.entries(leading)
        .filter(([name, target]) => open(see, fieldsOf(target).see, ...(name === 'results' ? [read] : [])))
        .map(([name]) => name),
      ...(UNJUDGED[`${tier} ${type}`] ?? []),
    ];
    const fields = isObjectType(shown) ? Object.keys(shown.getFields()) : [];
    expect(fields.toSorted()).toEqual(expected.toSorted());
  });
});

describe('random questions of random callers in random worlds', () => {
  let database: TestDatabase;
  let admin: Pool;
  beforeAll(async () => {
    database = await startTestDatabase();
    admin = connect(database.admin, { max: 2 });
    await fillRecords(admin);
  });
  afterAll(async () => {
    await admin?.end();
    await database?.stop();
  });

  it('are answered with what the oracle of the access policy allows, all of it and no more', async () => {
    const { findings, operations, answered, judged } = await runCampaign({
      ...{ database, admin, seed: 1, operations: 2_000 },
    });
    expect(findings.slice(0, 3)).toEqual([]);
    expect(operations).toBe(2_000);
    expect(answered).toBeGreaterThan(1_800);
    expect(judged).toBeGreaterThan(20_000);
  }, 180_000);

  const deceived = async (deceive: () => Promise<unknown>) => {
    const { findings } = await runCampaign({ database, admin, seed: 2, operations: 150, deceive });
    return findings.flatMap(({ faults }) => faults);
  };

  it('are found to show too much where the hub takes for a relation what is none', async () => {
    const faults = await deceived(
      () => admin`insert into access.treating select distinct t.member, p.id, timestamptz '2099-01-01'
        from access.treating t, patients.patient p on conflict (member, patient) do update set until = excluded.until`,
    );
    expect(faults.some((fault) => fault.startsWith('LEAK'))).toBe(true);
  });

  it('are found to withhold where the hub misses a relation', async () => {
    const faults = await deceived(() => admin`delete from access.insurer`);
    expect(faults.some((fault) => fault.startsWith('WITHHELD'))).toBe(true);
  });
});
