import { hash } from 'node:crypto';
import type { Sql } from 'postgres';
import { ImportError } from '../import-error.ts';

/** A member, and its own row among the organizations. */
export interface Member {
  readonly slug: string;
  readonly organization: string;
}

/** The members that imported records are given to. */
export class Members {
  readonly #hospitals: readonly Member[];
  readonly payers: readonly Member[];
  /** The member that keeps all of the source, or `null` when it is spread over the hospitals. */
  readonly custodian: Member | null;

  constructor(hospitals: readonly Member[], payers: readonly Member[], custodian: Member | null) {
    this.#hospitals = hospitals;
    this.payers = payers;
    this.custodian = custodian;
  }

  /** All members that versions may go to the log of. */
  get slugs(): readonly string[] {
    return [...this.#hospitals, ...this.payers].map((member) => member.slug);
  }

  /** By what name the records of this source are known: its ids are unique inside it only. */
  get source(): string {
    return this.custodian?.slug ?? 'spread';
  }

  /** The hospital that operates an imported FHIR Organization, or keeps a patient without encounters: by a hash of the id. */
  hospital(id: string): string {
    return (this.custodian ?? chosen(this.#hospitals, id)).slug;
  }

  /** The payer that stands for an insurer's words; nobody for `no_insurance` and for no words. */
  payer(words: string | null): Member | null {
    const name = words?.trim().toLowerCase() ?? '';
    if (name === '' || name === 'no_insurance' || this.payers.length === 0) return null;
    return chosen(this.payers, name);
  }
}

/** The same for ever, as long as the members stay the same. */
function chosen(members: readonly Member[], text: string): Member {
  const number = Buffer.from(hash('sha256', text, 'hex').slice(0, 8), 'hex').readUInt32BE();
  const member = members[number % members.length];
  if (member === undefined) throw new RangeError('there is no member to choose');
  return member;
}

/** @throws ImportError UNKNOWN_CUSTODIAN */
export async function loadMembers(sql: Sql, custodian: string | null): Promise<Members> {
  const rows = await sql<(Member & { kind: string })[]>`
    select slug, organization, kind from access.member order by slug`;
  const hospitals = rows.filter((row) => row.kind === 'hospital');
  const payers = rows.filter((row) => row.kind === 'payer');
  const known = hospitals.map((hospital) => hospital.slug).join(', ');
  if (hospitals.length === 0) throw new ImportError('UNKNOWN_CUSTODIAN', 'No hospital is a member yet.');
  const named = hospitals.find((hospital) => hospital.slug === custodian) ?? null;
  if (custodian !== null && named === null) {
    throw new ImportError('UNKNOWN_CUSTODIAN', `${custodian} is no member hospital; there are: ${known}.`);
  }
  return new Members(hospitals, payers, named);
}
