import type { Reader } from '../provenance/sql.ts';
import type { Effect, Effects } from '../submission/effect.ts';
import { addRows } from './json-rows.ts';
import { lockPerson } from './lock-person.ts';
import { narrowTo, type provisionsFor } from './provision-rows.ts';

/** What a decision needs to come into force: ids and codes. */
export interface DecisionDetails {
  readonly record: string;
  /** Version of the record that states it. */
  readonly number: number;
  readonly patient: string;
  /** Rows of `access.consent`. */
  readonly rows: ReturnType<typeof provisionsFor>;
}

/**
 * What it permits, and what the decision before denied and this one does not, waits for the ledger; what it denies, and what the
 * decision before permitted, does not. A revocation is a decision without rows. A later step takes its place.
 */
const decided: Effect = {
  widens: true,
  async narrows(sql, details) {
    const { record, rows } = details as DecisionDetails;
    await narrowTo(sql, record, rows);
  },
  async apply(sql, details) {
    const { record, number, patient, rows } = details as DecisionDetails;
    await lockPerson(sql, patient);
    const later = await sql`
      select from access.consent_step where record = ${record}::uuid and number > ${number}::int`;
    if (later.length > 0) return;
    await sql`delete from access.consent where record = ${record}::uuid`;
    await addRows(sql, 'access.consent', rows);
  },
};

/** Nothing here waits for it but the key's own state, which the submission tells. */
const isRegistered: Effect = { widens: true, apply: async () => {} };

const isReplaced: Effect = {
  widens: true,
  async apply(sql, details) {
    await endKey(sql, (details as { readonly replaces: string }).replaces, 'REPLACED');
  },
};

const isRetired: Effect = {
  widens: false,
  apply: (sql, details) => endKey(sql, (details as { readonly thumbprint: string }).thumbprint, 'RETIRED'),
};

async function endKey(sql: Reader, thumbprint: string, ended: string): Promise<void> {
  await sql`update access.person_key set ended = ${ended}, ended_at = now()
    where thumbprint = ${thumbprint} and ended is null`;
}

/** What people's signed calls change in this database. */
export const DECISION_EFFECTS: Effects = new Map([
  ['consent:grant', decided],
  ['consent:amend', decided],
  ['consent:revoke', decided],
  ['registry:registerKey', isRegistered],
  ['registry:replaceKey', isReplaced],
  ['registry:retireKey', isRetired],
]);
