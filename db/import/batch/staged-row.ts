import type { ReservedSql } from 'postgres';
import { type HeldType, REFERRED, type Referred } from '../fhir/mapped.ts';
import type { MedicationPayload } from '../fhir/medication-request.ts';
import type { Key } from '../fhir/references.ts';

/** References as the source wrote them. */
type ReferenceKeys = { readonly [Name in Referred as `${Name}_key`]: Key };
/** The records they lead to. */
type ReferredRecords = { readonly [Name in Referred]: string | null };

/** A staged resource with the records that its references lead to. */
export interface StagedRow<Payload = unknown> extends ReferenceKeys, ReferredRecords {
  readonly ordinal: number;
  readonly source_id: string;
  readonly aliases: readonly string[] | null;
  readonly digest: Uint8Array;
  readonly file: number;
  readonly line: number;
  readonly at: Date | null;
  /** Not read (null) when the resource is unchanged. */
  readonly payload: Payload;
  /** The record that an earlier import made of it. */
  readonly known: string | null;
  readonly unchanged: boolean;
  /** The record was erased: what is said of it again is not taken in. */
  readonly erased: boolean;
  /** Of a patient: the member of their earliest encounter in this import. */
  readonly keeper: string | null;
  /** Of a request: what it asks for, where a Medication of this import says it. */
  readonly medication_key: Key;
  readonly medication: MedicationPayload | null;
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
  return session.unsafe<StagedRow<Payload>[]>(STATEMENT, [source, type, ordinal, limit], { prepare: true });
}

/** `$1` source, `$2` type, `$3` ordinal, `$4` limit. */
const STATEMENT = `
  select staged.ordinal, staged.source_id, staged.aliases, staged.digest, staged.file, staged.line, staged.at,
         case when known.digest = staged.digest then null else staged.payload end as payload,
         known.record as known, coalesce(known.digest = staged.digest, false) as unchanged,
         coalesce(known.digest = '', false) as erased,
         ${Object.entries(REFERRED).map(referred).join(',\n         ')},
         staged.medication as medication_key,
         case when staged.medication is not null then (
           select medication.payload from staged medication
           where medication.type = 'Medication' and medication.source_id = staged.medication limit 1) end as medication,
         case when staged.type = 'Patient' then (
           select operates.member
           from staged visit
           join intake.source place
             on place.source = $1 and place.type = 'Organization' and place.source_id = visit.organization
           join access.operates on operates.organization = place.record
           where visit.type = 'Encounter' and visit.patient = any(array(
             select staged.source_id union all select json_array_elements_text(staged.aliases)))
           order by visit.at nulls last, visit.ordinal
           limit 1) end as keeper
  from (select * from staged where type = $2 and ordinal > $3 order by ordinal limit $4) staged
  left join lateral (
    select record, digest from intake.source
    where source = $1 and type = staged.type and source_id = staged.source_id
    limit 1
  ) known on true
  order by staged.ordinal`;

function referred([name, type]: [string, string]): string {
  return `staged.${name} as ${name}_key, (select record from intake.source
           where source = $1 and type = '${type}' and source_id = staged.${name} and digest <> '') as ${name}`;
}
