import { sql } from 'drizzle-orm';
import { check, date, index, smallint, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { access } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** A clinician asks a person for access. Whom it names need not exist: who asks does not learn of it. */
export const accessRequest = access.table(
  'request',
  {
    id: uuid().primaryKey(),
    subject: text().notNull(),
    organization: text().notNull(),
    patient: uuid().notNull(),
    /** Class of data, as consents name them. */
    dataClass: text().notNull(),
    /** Days of access that are asked for, counted from the answer. */
    days: smallint().notNull(),
    explanation: text().notNull(),
    askedAt: instant().notNull(),
    /** Until when it can be answered. */
    expires: instant().notNull(),
    /** The how-manieth of the clinician's day (UTC). */
    day: date().notNull(),
    place: smallint().notNull(),
    answeredAt: instant(),
    /** GRANTED or REFUSED. */
    answer: text(),
    /** The consent that followed. */
    consent: uuid(),
  },
  (table) => [
    unique().on(table.subject, table.day, table.place),
    index().on(table.patient, table.askedAt.desc(), table.id),
    index().on(table.subject, table.askedAt.desc(), table.id),
    check('request_place', sql`${table.place} between 1 and 20`),
    check('request_days', sql`${table.days} between 1 and 365`),
    check('request_class', sql`${table.dataClass} in ('person', 'identity', 'clinical', 'claim', 'consent')`),
    check('request_answer', sql`${table.answer} in ('GRANTED', 'REFUSED')`),
    check('request_answered', sql`(${table.answeredAt} is null) = (${table.answer} is null)`),
  ],
);
