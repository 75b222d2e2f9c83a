import { text, timestamp, uuid } from 'drizzle-orm/pg-core';

/**
 * What row-level security looks at. These columns stand, with the same values, in every table of a record (see class,
 * content class, versions), so that a policy never joins. They are keys, not content: `at` is the exact instant of the
 * record that a consent's data period is compared with, and no role may select it.
 */
export const ownedKeys = () => ({
  /** Member that keeps the record. */
  custodian: text().notNull(),
});

export const clinicalKeys = () => ({
  ...ownedKeys(),
  patient: uuid().notNull(),
  /** N, R or V. */
  sensitivity: text().notNull(),
  at: timestamp({ withTimezone: true, precision: 3 }),
});

export const claimKeys = () => ({
  ...ownedKeys(),
  patient: uuid().notNull(),
  /** Member that operates the provider. */
  providerMember: text().notNull(),
  /** Member that stands for the insurer; null where nobody insures. */
  insurerMember: text(),
  at: timestamp({ withTimezone: true, precision: 3 }),
});

export const consentKeys = () => ({
  ...ownedKeys(),
  patient: uuid().notNull(),
  /** Members and subjects that a permit in it names. */
  grantees: text().array().notNull(),
  at: timestamp({ withTimezone: true, precision: 3 }),
});
