import type { MedicationRequestPayload } from '../fhir/medication-request.ts';
import { MEDICATION_REQUEST } from '../write/record-tables.ts';
import { takeClinical } from './clinical.ts';
import type { StagedRow } from './staged-row.ts';

/** A request says what it asks for itself, or names a Medication that came with it. */
export const takeMedicationRequests = takeClinical(
  MEDICATION_REQUEST,
  async () => (row: StagedRow<MedicationRequestPayload>, sorting) => {
    const { medication } = row.payload.content;
    if (row.medication_key !== null && row.medication === null) sorting.leadsNowhere();
    return {
      medication: row.medication?.code ?? medication,
      requester: sorting.optional(row.practitioner_key, row.practitioner),
    };
  },
);
