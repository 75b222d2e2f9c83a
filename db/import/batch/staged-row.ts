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
  /** Of a patient: the member of their earliest encounter in this import. */
  readonly keeper: string | null;
}

/**
 * The next rows of a type after `ordinal`; references are looked up among what is already taken in. Each is one look into an
 * index, written as such: as joins they would be planned without figures, for tables that were empty a moment ago.
 */
export async function readStaged<Payload>(
  session: ReservedSql,
  source: string,
  type: HeldType,
  ordinal: number,
  limit: number,
): Promise<readonly StagedRow<Payload>[]> {
  const recordOf = (referred: HeldType, key: string) => session`(
    select record from intake.source
    where source = ${source} and type = ${referred} and source_id = ${session(`staged.${key}`)}) as ${session(key)}`;
  return session<StagedRow<Payload>[]>`
    select staged.ordinal, staged.source_id, staged.digest, staged.file, staged.line, staged.at,
           case when known.digest = staged.digest then null else staged.payload end as payload,
           known.record as known, coalesce(known.digest = staged.digest, false) as unchanged,
           staged.patient as patient_key, staged.encounter as encounter_key, staged.organization as organization_key,
           staged.practitioner as practitioner_key, staged.claim as claim_key,
           ${recordOf('Patient', 'patient')}, ${recordOf('Encounter', 'encounter')},
           ${recordOf('Organization', 'organization')}, ${recordOf('Practitioner', 'practitioner')},
           ${recordOf('Claim', 'claim')},
           case when staged.type = 'Patient' then (
             select operates.member
             from staged visit
             join intake.source place
               on place.source = ${source} and place.type = 'Organization' and place.source_id = visit.organization
             join access.operates on operates.organization = place.record
             where visit.type = 'Encounter' and visit.patient = staged.source_id
             order by visit.at nulls last, visit.ordinal
             limit 1) end as keeper
    from (select * from staged where type = ${type} and ordinal > ${ordinal} order by ordinal limit ${limit}) staged
    left join lateral (
      select record, digest from intake.source
      where source = ${source} and type = staged.type and source_id = staged.source_id
      limit 1
    ) known on true
    order by staged.ordinal`;
}
