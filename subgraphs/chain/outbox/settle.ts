import type { Pool } from '@caretrail/db/provenance';
import type { Effects } from '@caretrail/db/submission';
import type { Submission } from './submission.ts';

/** What the ledger made of a submission. */
export type Settlement =
  | { readonly state: 'VALID'; readonly transaction: string }
  /** `code`: Fabric's validation code, or the contract's own code where it refused. */
  | { readonly state: 'INVALID'; readonly code: string };

/**
 * Writes what became of a submission, once; what widens takes effect in the same transaction. What the effect needed is
 * forgotten.
 */
export async function settle(
  pool: Pool,
  effects: Effects,
  { number, call, widens, effect: details }: Submission,
  settlement: Settlement,
): Promise<void> {
  await pool.begin(async (sql) => {
    const [settled] = await sql`
      update provenance.submission set state = ${settlement.state}, reason = null, effect = null, decided_at = now(),
        code = ${settlement.state === 'INVALID' ? settlement.code : null},
        transaction = ${settlement.state === 'VALID' ? settlement.transaction : null}
      where number = ${number} and state = 'PENDING' returning number`;
    if (!settled || !widens || settlement.state !== 'VALID') return;
    const effect = effects.get(call);
    if (!effect) throw new RangeError(`no effect of ${call} is known`);
    await effect.apply(sql, details);
  });
}
