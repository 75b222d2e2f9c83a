import { sql } from 'drizzle-orm';
import { boolean, check, index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { access } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** One provision of a person's consent decision: whom (null: everyone) it permits or denies what, for what, and when. */
export const provision = access.table(
  'consent',
  {
    id: uuid().primaryKey(),
    /** The record of type Consent that says it; null where no document does. */
    record: uuid(),
    patient: uuid().notNull(),
    /** A member slug or a subject; null: everyone. */
    actor: text(),
    /** Members and subjects whom a deny of everyone leaves out. */
    excepted: text().array(),
    /** person, identity, clinical, claim or consent; null: all of them. */
    dataClass: text(),
    /** A purpose code; null: any purpose. */
    purpose: text(),
    permit: boolean().notNull(),
    /** A deny that break-glass does not override. */
    denyEmergency: boolean().notNull().default(false),
    validFrom: instant().notNull(),
    validTo: instant().notNull(),
    /** Period of the data it speaks of; null: without bound. */
    dataFrom: instant(),
    dataTo: instant(),
  },
  (table) => [
    index().on(table.patient),
    index().on(table.record),
    index().on(table.actor, table.patient),
    index('consent_deny').on(table.patient).where(sql`not ${table.permit}`),
    check(
      'consent_data_class',
      sql`${table.dataClass} in ('person', 'identity', 'clinical', 'claim', 'consent')`,
    ),
  ],
);
