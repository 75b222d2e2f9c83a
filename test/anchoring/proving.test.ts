import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eraseOrdered } from '@caretrail/db/erasure';
import {
  AnchorCheck,
  buildProofs,
  checkIntegrity,
  extendLog,
  type Reader,
  type Sql,
} from '@caretrail/db/provenance';
import { disclose, type SampleVersion, sampleVersion, storeVersions } from '@caretrail/db/provenance/testing';
import { PUBLIC_CALLER } from '@caretrail/kit';
import { type JsonValue, verify } from '@caretrail/proof';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chainSchema } from '../../subgraphs/chain/chain-schema.ts';
import { ask, unguarded } from '../../subgraphs/patients/test/ask.ts';
import { AnchoringPlace, until } from './anchoring-place.ts';

const MEMBERS = ['lakeside', 'harbor-mutual'] as const;
/** Leaves of a made-up encounter: 4 of the header, 11 fields. */
const ALL = Array.from({ length: 15 }, (_, index) => index);

const OK = ['OK', 'OK', 'OK', 'OK', 'OK'];

let place: AnchoringPlace;
const versions: SampleVersion[] = [];

beforeAll(async () => {
  place = await AnchoringPlace.open();
  const worker = place.work(MEMBERS);
  for (const count of [120, 5]) {
    const made = MEMBERS.flatMap((organization) =>
      Array.from({ length: count }, () => sampleVersion({ organization })),
    );
    versions.push(...made);
    await storeVersions(place.admin, made);
    await until(worker.anchored, ({ pending }) => pending === 0);
  }
  await until(
    async () => (await place.anchorsOnLedger()).size,
    (size) => size >= 4,
  );
  await worker.stop();
});
afterAll(() => place?.close());

const bytesOf = (value: JsonValue | object) => new TextEncoder().encode(JSON.stringify(value));

async function proofOf(version: SampleVersion, indexes: readonly number[]) {
  const { record, number } = version;
  const [outcome] = await buildProofs(place.admin, [
    { record, number, disclosed: disclose(version, indexes) },
  ]);
  if (outcome?.state !== 'PROOF') throw new Error(`no proof: ${outcome?.state}`);
  return outcome.file;
}

const sample = (at: number): SampleVersion => {
  const version = versions.at(at);
  if (!version) throw new Error('no such version');
  return version;
};

/** Integrity of one version, with a fresh memory of anchors. */
async function integrityOf(version: SampleVersion, leaves = disclose(version, ALL)) {
  const { record, number } = version;
  const [answer] = await checkIntegrity(
    place.admin,
    [{ record, number, leaves }],
    new AnchorCheck(place.trust),
  );
  return answer;
}

describe('anchored versions', () => {
  it('are on the ledger in checkpoints of their own log, each once', async () => {
    expect([...(await place.anchorsOnLedger()).entries()]).toEqual(
      expect.arrayContaining([
        ['care/harbor-mutual 125', 1],
        ['care/lakeside 125', 1],
      ]),
    );
    const rows = await place.admin`
      select distinct log, creator_organization, creator_msp from provenance.checkpoint
      join provenance.transaction_content on transaction_content.id = checkpoint.transaction order by log`;
    expect([...rows]).toEqual([
      { log: 'care/harbor-mutual', creator_organization: 'harbor-mutual', creator_msp: 'PayerMSP' },
      { log: 'care/lakeside', creator_organization: 'lakeside', creator_msp: 'HospitalMSP' },
    ]);
  });

  it('have proofs that a stranger verifies, whichever leaves they disclose', async () => {
    for (const version of [sample(0), sample(130), sample(-1)])
      for (const indexes of [[0], [0, 7], ALL]) {
        const verdict = await verify(bytesOf(await proofOf(version, indexes)), place.trust);
        expect(verdict.steps.map(({ reason }) => reason)).toEqual(OK);
        expect(verdict.content?.version.record).toBe(version.record);
      }
  });

  it('have proofs that verify after the record is erased, of which none can be made any more', async () => {
    const version = sample(20);
    const before = await proofOf(version, ALL);
    await place.admin`update provenance.version set custodian = organization, subject = ${randomUUID()}
      where record = ${version.record}`;
    await place.admin`insert into access.erasure (record, custodian, ground, ordered_by, ordered_at)
      select record, custodian, 'OBJECTION', 'registrar', now() from provenance.version where record = ${version.record}`;
    expect(await eraseOrdered(place.pool, { treatingDays: 365 })).toBe(1);
    expect((await verify(bytesOf(before), place.trust)).steps.map(({ reason }) => reason)).toEqual(OK);
    // With the salts destroyed there is nothing to disclose: a guess, even a right one, opens no leaf.
    const guessed = disclose(version, ALL).map((leaf) => ({ ...leaf, fieldSalt: randomBytes(32) }));
    const { record, number } = version;
    expect(await buildProofs(place.admin, [{ record, number, disclosed: guessed }])).toEqual([
      { state: 'MISMATCH' },
    ]);
    const erased = [{ record, number, leaves: null }];
    expect(await checkIntegrity(place.admin, erased, new AnchorCheck(place.trust))).toEqual(['ERASED']);
  });

  it('have proofs that the graph verifies too, against its own trust file or one that is given', async () => {
    const { profile } = place.ledger;
    const schema = chainSchema({ profile, trust: place.trust, cursorKey: new Uint8Array(32) });
    const { subgraph } = unguarded('chain', schema, place.admin);
    const text = `query ($proof: JSON!, $trust: JSON) { verify(proof: $proof, trust: $trust) { ok ownTrust trust shows } }`;
    const proof = await proofOf(sample(5), [0, 4]);
    const own = await ask(subgraph, PUBLIC_CALLER, text, { proof });
    expect(own.data?.['verify']).toMatchObject({
      ok: true,
      ownTrust: true,
      shows: expect.arrayContaining([]),
    });
    const trust: unknown = JSON.parse(new TextDecoder().decode(place.trust));
    const given = await ask(subgraph, PUBLIC_CALLER, text, { proof: JSON.stringify(proof), trust });
    expect(given.data?.['verify']).toMatchObject({ ok: true, ownTrust: false });
    const forged = await ask(subgraph, PUBLIC_CALLER, text, { proof: { ...proof, leafCount: 5 } });
    expect(forged.data?.['verify']).toMatchObject({ ok: false, shows: [] });
  });

  it('have proofs for many records in a constant number of statements', async () => {
    let statements = 0;
    const reader: Reader = place.admin;
    const counted: Reader = (text, ...values) => {
      statements++;
      return reader(text, ...values);
    };
    const outcomes = await buildProofs(
      counted,
      versions
        .slice(0, 100)
        .map(({ record, number }, at) => ({ record, number, disclosed: disclose(sample(at), [0, 5]) })),
    );
    expect(outcomes.filter(({ state }) => state === 'PROOF')).toHaveLength(100);
    expect(statements).toBe(3);
  });

  it('have proofs that the Python verifier accepts too, and refuses when changed', async ({ skip }) => {
    const shared =
      process.env['CARETRAIL_SHARED'] ?? join(import.meta.dirname, ...Array(3).fill('..'), 'shared');
    const program = join(shared, 'reference', 'proof', 'caretrail_proof.py');
    if (!existsSync(program))
      return skip(`no Python verifier at ${program} (CARETRAIL_SHARED names the folder above)`);
    const folder = await mkdtemp(join(tmpdir(), 'caretrail-proof-'));
    const python = async (proof: JsonValue | object) => {
      await writeFile(join(folder, 'proof.json'), bytesOf(proof));
      await writeFile(join(folder, 'trust.json'), place.trust);
      const files = ['verify', join(folder, 'proof.json'), '--trust', join(folder, 'trust.json'), '--json'];
      const run = promisify(execFile)('python3', [program, ...files]);
      const { stdout } = await run.catch((error: { stdout: string }) => error);
      const { steps } = JSON.parse(stdout) as { steps: { reason: string }[] };
      return steps.map(({ reason }) => reason);
    };
    try {
      const proof = await proofOf(sample(3), [0, 1, 2, 3, 6]);
      expect(await python(proof)).toEqual(['OK', 'OK', 'OK', 'OK', 'OK']);
      const changed = { ...proof, versionHash: '0'.repeat(64) };
      const reasons = (await verify(bytesOf(changed), place.trust)).steps.map(({ reason }) => reason);
      expect(await python(changed)).toEqual(reasons);
      expect(reasons[1]).toBe('VERSION_HASH');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('match their commitment, all or some of their leaves', async () => {
    expect(await integrityOf(sample(0))).toBe('MATCH');
    expect(await integrityOf(sample(-1), disclose(sample(-1), [0, 4]))).toBe('MATCH');
  });

  it('do not match once a value was changed behind the back of the system', async () => {
    const leaves = disclose(sample(1), ALL).map((leaf) =>
      leaf.index === 7 ? { ...leaf, value: 'cancelled' } : leaf,
    );
    expect(await integrityOf(sample(1), leaves)).toBe('MISMATCH');
    const { record, number } = sample(1);
    expect(await buildProofs(place.admin, [{ record, number, disclosed: leaves }])).toEqual([
      { state: 'MISMATCH' },
    ]);
  });

  it('are missing, erased or not checkable where that is so', async () => {
    const [missing, erased] = await checkIntegrity(
      place.admin,
      [
        { record: crypto.randomUUID(), number: null, leaves: [] },
        { record: sample(2).record, number: null, leaves: null },
      ],
      new AnchorCheck(place.trust),
    );
    expect([missing, erased]).toEqual(['MISSING', 'ERASED']);
    const pending = sampleVersion({ organization: 'lakeside' });
    await storeVersions(place.admin, [pending]);
    expect(await integrityOf(pending)).toBe('NOT_CHECKABLE');
    const { record } = pending;
    expect(
      await buildProofs(place.admin, [{ record, number: null, disclosed: disclose(pending, [0]) }]),
    ).toEqual([{ state: 'PENDING' }]);
    await place.admin`delete from provenance.version where record = ${record}`;
  });
});

describe('rows changed behind the back of the system', () => {
  /** Changes rows, looks, and puts everything back. */
  async function tampered(version: SampleVersion, change: (sql: Sql) => PromiseLike<unknown>) {
    const { record, number } = version;
    let seen: string | undefined;
    await place.admin
      .begin(async (sql) => {
        await change(sql);
        const wanted = [{ record, number, leaves: disclose(version, ALL) }];
        [seen] = await checkIntegrity(sql, wanted, new AnchorCheck(place.trust));
        throw new Error('back');
      })
      .catch((error: Error) => {
        if (error.message !== 'back') throw error;
      });
    return seen;
  }

  it.each<[string, (version: SampleVersion, sql: Sql) => PromiseLike<unknown>]>([
    [
      'a stored leaf',
      ({ record }, sql) => sql`
      update provenance.version set leaves = set_byte(leaves, 200, 1 + get_byte(leaves, 200) % 255) where record = ${record}`,
    ],
    [
      'a version hash',
      ({ record }, sql) => sql`
      update provenance.version set hash = set_byte(hash, 0, 1 + get_byte(hash, 0) % 255) where record = ${record}`,
    ],
    [
      'a tile',
      (_, sql) => sql`
      update provenance.tile set hashes = set_byte(hashes, 40, 1 + get_byte(hashes, 40) % 255) where log = 'care/lakeside'`,
    ],
    ['a tile that is gone', (_, sql) => sql`delete from provenance.tile where log = 'care/lakeside'`],
    [
      'the root of a checkpoint',
      (_, sql) => sql`
      update provenance.checkpoint set root = set_byte(root, 0, 1 + get_byte(root, 0) % 255)`,
    ],
    ['receipts that are gone', (_, sql) => sql`delete from provenance.receipt`],
    [
      'a receipt’s signature',
      (_, sql) => sql`
      update provenance.receipt set signature = set_byte(signature, 40, 1 + get_byte(signature, 40) % 255)`,
    ],
    [
      'the anchor of another checkpoint',
      (_, sql) => sql`
      update provenance.checkpoint set transaction = (
        select transaction from provenance.checkpoint where log = 'care/harbor-mutual' limit 1) where log = 'care/lakeside'`,
    ],
    [
      'another record’s version put in its place',
      ({ record }, sql) => sql`
      update provenance.version mine set (hash, leaves, position) = (
        select sha256(other.hash), other.leaves, other.position + 100000 from provenance.version other
        where other.record = ${sample(7).record}) where mine.record = ${record}`,
    ],
  ])('show as MISMATCH: %s', async (_, change) => {
    expect(await tampered(sample(10), (sql) => change(sample(10), sql))).toBe('MISMATCH');
  });

  it('show as MISMATCH only if anything was changed', async () => {
    expect(await tampered(sample(10), async () => {})).toBe('MATCH');
  });

  it('show as MISMATCH even when version, log and checkpoint were forged to agree', async () => {
    const real = sample(20);
    const forged = sampleVersion({ organization: 'lakeside', record: real.record, status: 'cancelled' });
    let seen: string | undefined;
    await place.admin
      .begin(async (sql) => {
        await sql`delete from provenance.version where log = 'care/lakeside'`;
        await sql`delete from provenance.tile where log = 'care/lakeside'`;
        await sql`update provenance.log set size = 0 where name = 'care/lakeside'`;
        const anchored =
          await sql`delete from provenance.checkpoint where log = 'care/lakeside' returning transaction`;
        await storeVersions(sql, [forged]);
        await extendLog(sql, 'care/lakeside');
        await sql`update provenance.checkpoint set state = 'ANCHORED', transaction = ${anchored[0]?.['transaction']}
          where log = 'care/lakeside'`;
        const { record, number } = forged;
        const wanted = [{ record, number, leaves: disclose(forged, ALL) }];
        [seen] = await checkIntegrity(sql, wanted, new AnchorCheck(place.trust));
        throw new Error('back');
      })
      .catch((error: Error) => {
        if (error.message !== 'back') throw error;
      });
    expect(seen).toBe('MISMATCH');
  });
});

describe('a proof', () => {
  it('still verifies when database and ledger are gone', async () => {
    const proof = bytesOf(await proofOf(sample(4), [0, 4, 7]));
    await place.close();
    const verdict = await verify(proof, place.trust);
    expect(verdict.ok).toBe(true);
    expect(verdict.content?.fields).toMatchObject({ patient: sample(4).subject, status: 'finished' });
  });
});
