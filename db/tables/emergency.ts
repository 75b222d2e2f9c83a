import { sql } from 'drizzle-orm';
import {
  check,
  date,
  index,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { access } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/**
 * An emergency access as it was declared, and what was found when somebody else looked at it. `access.break_glass` is what
 * of it counts for the rows of the person.
 */
export const emergency = access.table(
  'emergency',
  {
    id: uuid().primaryKey(),
    /** Its name on the ledger, used for nothing else. */
    ledgerId: text().notNull().unique(),
    /** Who declared it, and for whom they work. */
    subject: text().notNull(),
    organization: text().notNull(),
    patient: uuid().notNull(),
    reason: text().notNull(),
    /** What the clinician said of it. */
    explanation: text().notNull(),
    /** With which patient and explanation are committed on the ledger. */
    salt: bytes().notNull(),
    openedAt: instant().notNull(),
    expires: instant().notNull(),
    /** The how-manieth of the clinician's day (UTC): two at once cannot both be the last that is allowed. */
    day: date().notNull(),
    place: smallint().notNull(),
    reviewedAt: instant(),
    reviewer: text(),
    /** Member that the reviewer speaks for. */
    reviewedFor: text(),
    outcome: text(),
    finding: text(),
  },
  (table) => [
    unique().on(table.subject, table.day, table.place),
    // No renewal before review.
    uniqueIndex('emergency_open').on(table.subject, table.patient).where(sql`${table.reviewedAt} is null`),
    index().on(table.organization, table.openedAt, table.id),
    index().on(table.openedAt, table.id),
    check('emergency_place', sql`${table.place} between 1 and 10`),
    check('emergency_hours', sql`${table.expires} <= ${table.openedAt} + interval '4 hours'`),
    check('emergency_outcome', sql`${table.outcome} in ('JUSTIFIED', 'UNJUSTIFIED')`),
    check('emergency_reviewer', sql`${table.reviewer} <> ${table.subject}`),
    check(
      'emergency_reviewed',
      sql`(${table.reviewedAt} is null) = (${table.reviewer} is null)
      and (${table.reviewedAt} is null) = (${table.reviewedFor} is null)
      and (${table.reviewedAt} is null) = (${table.outcome} is null)`,
    ),
  ],
);
