import { integer, text, timestamp } from 'drizzle-orm/pg-core';
import { bytes } from './bytes.ts';
import { access } from './schemas.ts';

const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** Keys by which somebody without a sign-in has a budget of their own. The key itself is kept nowhere. */
export const apiKey = access.table('api_key', {
  /** What it is called in lists: no part of the key. */
  id: text().primaryKey(),
  /** SHA-256 of the key, which is 256 random bits. */
  digest: bytes().notNull().unique(),
  /** Whose it is, in the operator's words. */
  label: text().notNull(),
  /** In a minute, at all hubs together; 0 counts nothing. */
  requests: integer().notNull(),
  cost: integer().notNull(),
  issued: instant().notNull().defaultNow(),
  /** Null: until it is revoked. */
  expires: instant(),
  revoked: instant(),
});
