import { sql } from 'drizzle-orm';
import { index, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { access } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** What a person is told without having asked. */
export const notice = access.table(
  'notice',
  {
    id: uuid().primaryKey().defaultRandom(),
    patient: uuid().notNull(),
    /** BREAK_GLASS_OPENED, BREAK_GLASS_REVIEWED, ACCESS_REQUESTED or ACCESS_ANSWERED. */
    kind: text().notNull(),
    /** What it is about: an emergency access, or a request. */
    about: uuid().notNull(),
    /** Member that acted; null where the person did. */
    organization: text(),
    /** Reason, outcome, or answer, as coded. */
    code: text(),
    /** Until when that which it tells of lasts. */
    until: instant(),
    toldAt: instant().notNull().default(sql`now()`),
    readAt: instant(),
  },
  (table) => [index().on(table.patient, table.toldAt.desc(), table.id)],
);
