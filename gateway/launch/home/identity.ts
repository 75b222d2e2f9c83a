import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from '../start-error.ts';
import type { Home } from './home.ts';

const shape = z.object({
  /** Of the deployment; its database bears it too. */
  id: z.uuid(),
  /** Where the records are, once there is a database: in the home, or at a DATABASE_URL. */
  database: z.enum(['embedded', 'external']).nullable(),
  /** Whether the embedded ledger is made. */
  ledger: z.boolean(),
  /** Hash of the first block of the Fabric network on which its records are anchored. */
  network: z.string().nullable().default(null),
});
/** Which deployment a home belongs to, and which of its parts are made. */
export type HomeIdentity = z.infer<typeof shape>;

function read(home: Home): HomeIdentity | null {
  if (!existsSync(home.identity)) return null;
  try {
    return shape.parse(JSON.parse(readFileSync(home.identity, 'utf8')));
  } catch (cause) {
    throw new StartError(`${home.identity} is damaged: restore it from a backup.`, { cause });
  }
}

function store(home: Home, identity: HomeIdentity): void {
  const draft = `${home.identity}.new`;
  writeFileSync(draft, JSON.stringify(identity), { mode: 0o600 });
  renameSync(draft, home.identity);
}

/** What a home that has made these parts cannot be without: records, commitments and keys make sense together only. */
const needed = (home: Home, { database, ledger }: HomeIdentity): readonly string[] => [
  ...(database === null ? [] : [home.secrets]),
  ...(database === 'embedded' ? [join(home.postgres, 'PG_VERSION')] : []),
  ...(ledger ? [home.ledger] : []),
];

function requireKind(made: HomeIdentity['database'], wanted: HomeIdentity['database']): void {
  if (made === null || made === wanted) return;
  throw new StartError(
    made === 'embedded'
      ? 'The records of this CARETRAIL_HOME are in its embedded database: unset DATABASE_URL, or choose another home.'
      : 'The records of this CARETRAIL_HOME are in a PostgreSQL of your own: set DATABASE_URL as it was, or choose another home.',
  );
}

/**
 * Reads who a home is, deciding it the first time.
 * @param database - where the records are to be
 * @throws StartError when they are elsewhere, or when a part that was made is gone
 */
export function identify(home: Home, database: 'embedded' | 'external'): HomeIdentity {
  const found = read(home);
  const identity = found ?? { id: randomUUID(), database: null, ledger: false, network: null };
  requireKind(identity.database, database);
  const lost = needed(home, identity).find((path) => !existsSync(path));
  if (lost !== undefined)
    throw new StartError(
      `${lost} is gone, and the rest of CARETRAIL_HOME is of no use without it: restore it from a backup, or choose another folder.`,
    );
  if (!found) store(home, identity);
  return identity;
}

/**
 * @param network - hash of the first block of the Fabric network that is to anchor; null: the embedded ledger does
 * @throws StartError when the home's records are anchored elsewhere
 */
export function requireLedger({ ledger, network: known }: HomeIdentity, network: string | null): void {
  if (network === null && known !== null)
    throw new StartError(
      'The records of this CARETRAIL_HOME are anchored on a Fabric network: set FABRIC_PROFILE as it was, or choose another home.',
    );
  if (network !== null && ledger)
    throw new StartError(
      'The records of this CARETRAIL_HOME are anchored on its embedded ledger: unset FABRIC_PROFILE, or choose another home.',
    );
  if (network !== null && known !== null && network !== known)
    throw new StartError(
      'The records of this CARETRAIL_HOME are anchored on another Fabric network than that of FABRIC_PROFILE: name its profile, or choose another home.',
    );
}

/** Notes what is made from now on. */
export function noteMade(
  home: Home,
  made: Partial<Pick<HomeIdentity, 'database' | 'ledger' | 'network'>>,
): void {
  const identity = read(home);
  if (identity) store(home, { ...identity, ...made });
}
