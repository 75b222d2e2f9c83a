import type { ReservedSql } from 'postgres';
import type { HeldType } from '../fhir/mapped.ts';
import type { Key } from '../fhir/references.ts';

/** A staged resource with the records that its references lead to. */
export interface StagedRow<Payload = unknown> {
  readonly ordinal: number;
  readonly source_id: string;
  readonly digest: Uint8Array;
  readonly file: number;
  readonly line: number;
  readonly at: Date | null;
  /** Not read (null) when the resource is unchanged. */
  readonly payload: Payload;
  /** The record that an earlier import made of it. */
  readonly known: string | null;
  readonly unchanged: boolean;
  /** References as the source wrote them. */
  readonly patient_key: Key;
  readonly encounter_key: Key;
  readonly organization_key: Key;
  readonly practitioner_key: Key;
  readonly claim_key: Key;
  /** The records they lead to. */
  readonly patient: string | null;
  readonly encounter: string | null;
  readonly organization: string | null;
  readonly practitioner: string | null;
  readonly claim: string | null;
}

/** The next rows of a type after `ordinal`; references are looked up among what is already taken in. */
export async function readStaged<Payload>(
  session: ReservedSql,
  source: string,
  type: HeldType,
  ordinal: number,
  limit: number,
): Promise<readonly StagedRow<Payload>[]> {
  return session<StagedRow<Payload>[]>`
    select staged.ordinal, staged.source_id, staged.digest, staged.file, staged.line, staged.at,
           case when known.digest = staged.digest then null else staged.payload end as payload,
           known.record as known, coalesce(known.digest = staged.digest, false) as unchanged,
           staged.patient as patient_key, staged.encounter as encounter_key, staged.organization as organization_key,
           staged.practitioner as practitioner_key, staged.claim as claim_key,
           patient.record as patient, encounter.record as encounter, organization.record as organization,
           practitioner.record as practitioner, claim.record as claim
    from staged
    left join intake.source known
      on known.source = ${source} and known.type = staged.type and known.source_id = staged.source_id
    left join intake.source patient
      on patient.source = ${source} and patient.type = 'Patient' and patient.source_id = staged.patient
    left join intake.source encounter
      on encounter.source = ${source} and encounter.type = 'Encounter' and encounter.source_id = staged.encounter
    left join intake.source organization
      on organization.source = ${source} and organization.type = 'Organization'
      and organization.source_id = staged.organization
    left join intake.source practitioner
      on practitioner.source = ${source} and practitioner.type = 'Practitioner'
      and practitioner.source_id = staged.practitioner
    left join intake.source claim
      on claim.source = ${source} and claim.type = 'Claim' and claim.source_id = staged.claim
    where staged.type = ${type} and staged.ordinal > ${ordinal}
    order by staged.ordinal
    limit ${limit}`;
}
