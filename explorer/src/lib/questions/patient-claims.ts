import { question } from '../graph/question.ts';
import { connection, type Page } from '../shape/connection.ts';
import { object, orNull } from '../shape/read.ts';
import { type Shown, shown } from '../shape/shown.ts';
import { CLAIM_SELECTION, type ClaimRow, claimRow } from './claims.ts';

/** The claims of one person, for readers who do not have the visits behind them. */
export const patientClaimsQuestion = question<
  { patient: string; first: number; after: string | null },
  { patient: { claims: Shown<Page<ClaimRow>> } | null }
>(
  `query PatientClaims($patient: ID!, $first: Int!, $after: String) {
    patient(id: $patient) {
      claims(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes ${CLAIM_SELECTION} }
    }
  }`,
  object({ patient: orNull(object({ claims: shown(connection(claimRow)) })) }),
);
