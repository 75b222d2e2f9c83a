import type { PublicKey } from '@caretrail/proof/command';
import type { Reader } from '../provenance/sql.ts';

export const KEY_HOLDERS = ['PERSON', 'DEPLOYMENT'] as const;
export type KeyHolder = (typeof KEY_HOLDERS)[number];

/** PENDING: the ledger does not have it yet; REFUSED: it never will. */
export const KEY_STATES = ['PENDING', 'ACTIVE', 'REFUSED', 'REPLACED', 'RETIRED'] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** A key that a person signs with. */
export interface PersonKey {
  /** RFC 7638. */
  readonly thumbprint: string;
  readonly patient: string;
  readonly organization: string;
  /** The person on the ledger: 32 hex digits. */
  readonly subject: string;
  readonly key: PublicKey;
  readonly holder: KeyHolder;
  readonly replaces: string | null;
  /** Largest of its statements on record. */
  readonly sequence: number;
  readonly state: KeyState;
  /** Why the ledger refused it. */
  readonly code: string | null;
  readonly registeredAt: Date;
}

/** All keys that people ever had, the newest first. */
export async function personKeys(sql: Reader, patients: readonly string[]): Promise<readonly PersonKey[]> {
  const rows = await sql<Omit<PersonKey, 'sequence'> & { readonly sequence: string }>`
    select k.thumbprint, k.patient, k.organization, k.subject, k.key, k.holder, k.replaces, k.sequence,
      k.registered_at as "registeredAt", s.code, coalesce(k.ended,
        case s.state when 'VALID' then 'ACTIVE' when 'INVALID' then 'REFUSED' else 'PENDING' end) as state
    from access.person_key k left join provenance.submission s on s.number = k.submission
    where k.patient = any(${patients}::uuid[]) order by k.registered_at desc, k.submission desc`;
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
}

export async function addKey(
  sql: Reader,
  key: Pick<
    PersonKey,
    'thumbprint' | 'patient' | 'organization' | 'subject' | 'key' | 'holder' | 'replaces' | 'sequence'
  > & { readonly submission: number },
): Promise<void> {
  await sql`
    insert into access.person_key (thumbprint, patient, organization, subject, key, holder, replaces, sequence, submission)
    values (${key.thumbprint}, ${key.patient}::uuid, ${key.organization}, ${key.subject},
      ${JSON.stringify(key.key)}::text::jsonb, ${key.holder}, ${key.replaces}, ${key.sequence}::bigint,
      ${key.submission}::bigint)`;
}

/** A statement of the key is on record: the next one has to have a larger sequence. */
export async function keepSequence(sql: Reader, thumbprint: string, sequence: number): Promise<void> {
  await sql`update access.person_key set sequence = ${sequence}::bigint where thumbprint = ${thumbprint}`;
}
