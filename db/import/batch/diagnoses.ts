import type { Coding } from '../../records/index.ts';
import type { Queries } from '../connection.ts';
import type { DiagnosisSource } from '../fhir/claim.ts';
import { Refusal } from '../refusal.ts';

export interface DiagnosedCondition {
  readonly patient: string;
  readonly code: Coding | null;
}

/** The conditions that the diagnoses of a batch refer to, by source id. */
export async function readConditions(
  sql: Queries,
  source: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DiagnosedCondition>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<(DiagnosedCondition & { source_id: string })[]>`
    select source.source_id, detail.patient, detail.code
    from intake.source join patients.condition_detail detail on detail.condition = source.record
    where source.source = ${source} and source.type = 'Condition' and source.source_id = any(${[...ids]})`;
  return new Map(rows.map(({ source_id, patient, code }) => [source_id, { patient, code }]));
}

/** A diagnosis that is not held: its place in the list stays, its content is null. */
const NOT_HELD: Coding = { system: null, code: null, display: null };

/**
 * The code of one diagnosis of a claim: its own, else that of the condition it names.
 *
 * @throws Refusal INCONSISTENT_REFERENCE when the condition is another patient's
 */
export function diagnosisCode(
  diagnosis: DiagnosisSource,
  patient: string,
  conditions: ReadonlyMap<string, DiagnosedCondition>,
  onUnresolved: () => void,
): Coding {
  if (diagnosis.code !== null) return diagnosis.code;
  if (diagnosis.condition === null) return NOT_HELD;
  const condition = conditions.get(diagnosis.condition);
  if (condition === undefined) {
    onUnresolved();
    return NOT_HELD;
  }
  if (condition.patient !== patient) throw new Refusal('INCONSISTENT_REFERENCE', 'Claim.diagnosis');
  return condition.code ?? NOT_HELD;
}
