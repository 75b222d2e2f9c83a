import { pgSchema } from 'drizzle-orm/pg-core';

/** One PostgreSQL, few owners: who writes and reads each schema is in docs (architecture, "One database, few owners"). */
export const patients = pgSchema('patients');
export const claims = pgSchema('claims');
export const access = pgSchema('access');
export const provenance = pgSchema('provenance');
export const intake = pgSchema('intake');
