import { z } from 'zod';
import { claimMapping } from '../../identity/claim-mapping.ts';
import { budgetShape } from '../budget-settings.ts';
import { limitShape } from '../limit-settings.ts';

/** What the launcher tells the hub's process, as one line of JSON. */
export const hubConfig = z.object({
  port: z.int(),
  /** Names of the hub besides addresses and `localhost`. */
  hosts: z.array(z.string()),
  /** Addresses of the logins, by what uses them. */
  database: z.object({
    ...{ patients: z.string(), claims: z.string(), chain: z.string(), hub: z.string() },
    import: z.string(),
  }),
  /** Days after an encounter for which its organization counts as treating. */
  treatingDays: z.int(),
  /** File of the ledger's connection profile. */
  profile: z.string(),
  /** Folder of the built explorer. */
  explorer: z.string(),
  /** Hex: pseudonym and cursor keys of this deployment. */
  pseudonym: z.string(),
  cursor: z.string(),
  /** An issuer of one's own, or the keys of the embedded one. */
  issuer: z.union([
    z.object({
      external: z.object({
        ...{ address: z.string(), client: z.string(), scope: z.string(), audience: z.string() },
        mapping: claimMapping.optional(),
      }),
    }),
    z.object({ embedded: z.looseObject({ kid: z.string() }), cookie: z.string() }),
  ]),
  budgets: budgetShape,
  limits: limitShape,
  logLevel: z.string(),
  /** Whether metrics are kept, for the launcher to ask. */
  metrics: z.boolean(),
  /** Base address of the collector of traces. */
  collector: z.string().nullable(),
});
export type HubConfig = z.infer<typeof hubConfig>;

/** Sent when the demo is imported and anchored: from then on `/healthz/ready` says so. */
export const readyMessage = z.object({ ready: z.literal(true) });
