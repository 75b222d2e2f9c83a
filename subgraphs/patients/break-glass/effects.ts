import type { Effects } from '@caretrail/db/submission';
import { breakGlass, reviewAccess } from '@caretrail/proof/command';

/** Which emergency access a call is about. */
interface Details {
  readonly emergency: string;
}

/**
 * What the calls of contract `access` change here. A broken glass opens at once, also with the ledger down: life does not wait
 * for a block. What a review narrows is narrowed at once too.
 */
export const BREAK_GLASS_EFFECTS: Effects = new Map([
  [
    breakGlass.name,
    {
      widens: false,
      async apply(sql, details) {
        const { emergency } = details as Details;
        await sql`
          insert into access.break_glass (subject, patient, expires)
          select subject, patient, expires from access.emergency where id = ${emergency}::uuid`;
        await sql`
          insert into access.notice (patient, kind, about, organization, code, until)
          select patient, 'BREAK_GLASS_OPENED', id, organization, reason, expires
          from access.emergency where id = ${emergency}::uuid`;
      },
    },
  ],
  [
    reviewAccess.name,
    {
      widens: false,
      async apply(sql, details) {
        const { emergency } = details as Details;
        await sql`
          insert into access.notice (patient, kind, about, organization, code)
          select patient, 'BREAK_GLASS_REVIEWED', id, reviewed_for, outcome
          from access.emergency where id = ${emergency}::uuid`;
        await sql`
          delete from access.break_glass using access.emergency e
          where e.id = ${emergency}::uuid and e.outcome = 'UNJUSTIFIED' and break_glass.subject = e.subject
            and break_glass.patient = e.patient and break_glass.expires = e.expires`;
      },
    },
  ],
]);
