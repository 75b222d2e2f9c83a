import type { ReservedSql } from 'postgres';
import type { Queries } from '../connection.ts';
import type { HeldType } from '../fhir/mapped.ts';
import { CONDITION, IMAGING_STUDY, OBSERVATION } from '../write/record-tables.ts';
import { takeAnswers } from './answers.ts';
import type { BatchContext, BatchOutcome, TakeIn } from './batch.ts';
import { takeClaims } from './claims.ts';
import { takeClinical, withPractitioner } from './clinical.ts';
import { takeConsents } from './consents.ts';
import { takeCoverages } from './coverages.ts';
import { takeDiagnosticReports } from './diagnostic-reports.ts';
import { takeEncounters } from './encounters.ts';
import { takeMedicationRequests } from './medication-requests.ts';
import { takeOrganizations } from './organizations.ts';
import { takePatients } from './patients.ts';
import { takePractitioners } from './practitioners.ts';
import { readStaged, type StagedRow } from './staged-row.ts';

/** Staged rows of one type, and how those that are not unchanged are taken in. */
export interface Group {
  readonly rows: readonly StagedRow[];
  take(sql: Queries, context: BatchContext): Promise<BatchOutcome>;
}

/** One type's part of an import. */
export interface Step {
  readonly type: HeldType;
  /** The next group after this ordinal; empty at the end. */
  read(session: ReservedSql, source: string, ordinal: number): Promise<Group>;
}

function step<Payload>(type: HeldType, size: number, takeIn: TakeIn<Payload>): Step {
  return {
    type,
    read: async (session, source, ordinal) => {
      const rows = await readStaged<Payload>(session, source, type, ordinal, size);
      const changed = rows.filter((row) => !row.unchanged);
      return { rows, take: (sql, context) => takeIn(sql, changed, context) };
    },
  };
}

/** In this order: what is referred to is taken in before what refers to it. Sizes bound the memory of a batch. */
export const STEPS: readonly Step[] = [
  step('Organization', 1000, takeOrganizations),
  step('Practitioner', 1000, takePractitioners),
  step('Patient', 250, takePatients),
  step('Encounter', 500, takeEncounters),
  step('Condition', 500, takeClinical(CONDITION)),
  step('Observation', 500, takeClinical(OBSERVATION, withPractitioner('performer'))),
  step('DiagnosticReport', 500, takeDiagnosticReports),
  step('ImagingStudy', 500, takeClinical(IMAGING_STUDY)),
  step('MedicationRequest', 500, takeMedicationRequests),
  step('Coverage', 250, takeCoverages),
  step('Claim', 250, takeClaims),
  step('ClaimResponse', 200, takeAnswers('ClaimResponse')),
  step('ExplanationOfBenefit', 200, takeAnswers('ExplanationOfBenefit')),
  step('Consent', 250, takeConsents),
];
