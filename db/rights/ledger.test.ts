import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Pool } from '../session/pool.ts';
import { openSession } from '../session/session.ts';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { tierRole } from './role.ts';
import { idOf, makeWorld } from './testing/world.ts';

let database: TestDatabase;
let admin: Pool;
let pool: Pool;

/** Two anchors of lakeside's log: the first covers one version of ada's, the second one of bob's. */
beforeAll(async () => {
  database = await startTestDatabase();
  admin = connect(database.admin);
  await makeWorld(admin);
  const places = [
    [idOf('ada'), 0],
    [idOf('bob'), 1],
  ] as const;
  for (const [record, position] of places) {
    await admin`update provenance.version set position = ${position} where record = ${record}`;
    await admin`insert into provenance.checkpoint (log, size, root, previous_size, transaction, state)
      values ('care/lakeside', ${position + 1}, '', ${position}, ${`transaction ${position}`}, 'ANCHORED')`;
    await admin`insert into provenance.transaction (channel, block, index, id, validation)
      values ('care', ${position}, 0, ${`transaction ${position}`}, 'VALID')`;
    await admin`insert into provenance.transaction_content (channel, block, index, id, creator_organization, endorsers)
      values ('care', ${position}, 0, ${`transaction ${position}`}, ${position === 0 ? 'lakeside' : 'northgate'},
        ${position === 0 ? ['HospitalMSP', 'PayerMSP'] : ['harbor-mutual', 'HospitalMSP']})`;
  }
  await admin`insert into provenance.block (channel, number, hash, previous_hash, data_hash, transaction_count)
    values ('care', 0, '', '', '', 1)`;
  pool = connect(database.address('caretrail_chain'), { max: 2 });
});
afterAll(async () => {
  await pool.end();
  await admin.end();
  await database.stop();
});

const CALLERS = {
  anyone: ['public', null, null, null, null],
  ada: ['patient', null, null, idOf('ada'), 'PATRQT'],
  bob: ['patient', null, null, idOf('bob'), 'PATRQT'],
  'ada for treatment': ['patient', null, null, idOf('ada'), 'TREAT'],
  'an analyst of lakeside': ['hospital', 'analyst', 'lakeside', 'analyst', 'HOPERAT'],
  'an adjudicator of harbor-mutual': ['payer', 'adjudicator', 'harbor-mutual', 'adjudicator', 'HPAYMT'],
  'an adjudicator of unity-health': ['payer', 'adjudicator', 'unity-health', 'adjudicator', 'HPAYMT'],
  'an auditor': ['regulator', 'auditor', 'health-authority', 'auditor', 'HCOMPL'],
  'an auditor for public health': ['regulator', 'auditor', 'health-authority', 'auditor', 'PUBHLTH'],
} as const;

async function places(caller: keyof typeof CALLERS, table: 'transaction' | 'transaction_content' | 'block') {
  const [tier, role, organization, subject, purpose] = CALLERS[caller];
  const settings = { organization, subject, case: null, purpose };
  const session = openSession(pool, { role: tierRole('chain', tier, role), settings });
  try {
    const rows =
      table === 'block'
        ? await session.sql<{ place: string }>`select number::text as place from provenance.block order by 1`
        : table === 'transaction'
          ? await session.sql<{
              place: string;
            }>`select block::text as place from provenance.transaction order by 1`
          : await session.sql<{
              place: string;
            }>`select block::text as place from provenance.transaction_content order by 1`;
    return rows.map(({ place }) => place).join(' ');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') return 'refused';
    throw error;
  } finally {
    await session.rollback();
  }
}

describe('the ledger in the database', () => {
  it.each([
    ['anyone', 'refused', 'refused'],
    ['ada', '0', 'refused'],
    ['bob', '1', 'refused'],
    ['ada for treatment', '', 'refused'],
    ['an analyst of lakeside', '0 1', '0'],
    ['an adjudicator of harbor-mutual', '0 1', '1'],
    ['an adjudicator of unity-health', '0 1', ''],
    ['an auditor', '0 1', '0 1'],
    ['an auditor for public health', '0 1', ''],
  ] as const)(
    'shows %s the transactions "%s" and the content of "%s"',
    async (caller, transactions, contents) => {
      expect(await places(caller, 'transaction')).toBe(transactions);
      expect(await places(caller, 'transaction_content')).toBe(contents);
      expect(await places(caller, 'block')).toBe('0');
    },
  );
});
