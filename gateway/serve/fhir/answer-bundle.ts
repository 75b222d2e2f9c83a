import type { IntakeOutcome } from './intake.ts';
import { type Issue, type IssueCode, type OperationOutcome, operationOutcome } from './operation-outcome.ts';

/** An insurer's answer is part of its claim. */
const RECORD_TYPES: Readonly<Record<string, string>> = {
  ClaimResponse: 'Claim',
  ExplanationOfBenefit: 'Claim',
};

const STATUS: Readonly<Record<IntakeOutcome['status'], string>> = {
  imported: '201 Created',
  updated: '200 OK',
  unchanged: '200 OK',
  'not-held': '422 Unprocessable Content',
  refused: '422 Unprocessable Content',
};

/** The importer's codes in FHIR's words; the rest is `invalid`. */
const ISSUES: Readonly<Record<string, IssueCode>> = {
  MISSING_REFERENCE: 'required',
  UNRESOLVABLE_REFERENCE: 'not-found',
  CONFLICTING_DUPLICATE: 'duplicate',
  TOO_LARGE: 'too-long',
  NOT_A_CREATE: 'not-supported',
  MALFORMED_JSON: 'structure',
  NOT_A_RESOURCE: 'structure',
};

function issueOf({ entry, type, status, reason }: IntakeOutcome): Issue {
  const expression = [entry === 0 ? 'Bundle' : `Bundle.entry[${entry - 1}].resource`];
  if (status === 'not-held') {
    const diagnostics = `${type} is not held here: nothing of it was kept.`;
    return { severity: 'warning', code: 'not-supported', diagnostics, expression };
  }
  if (status !== 'refused') {
    const word = { imported: 'created', updated: 'changed', unchanged: 'unchanged' }[status];
    return { severity: 'information', code: 'informational', diagnostics: `The record is ${word}.` };
  }
  const code = ISSUES[(reason ?? '').split(':')[0] ?? ''] ?? 'invalid';
  return { severity: 'error', code, diagnostics: reason ?? 'It was refused.', expression };
}

/** The response Bundle: one entry for each that was sent, in their order. */
export function answerBundle(
  type: 'transaction' | 'batch' | 'collection',
  entries: number,
  outcomes: readonly IntakeOutcome[],
): object {
  const of = new Map(outcomes.map((outcome) => [outcome.entry, outcome]));
  return {
    resourceType: 'Bundle',
    type: type === 'transaction' ? 'transaction-response' : 'batch-response',
    entry: Array.from({ length: entries }, (_, at) => {
      const outcome = of.get(at + 1);
      return { response: outcome === undefined ? NOTHING : responseOf(outcome) };
    }),
  };
}

/** An entry that is no object. */
const NOTHING = {
  status: STATUS.refused,
  outcome: operationOutcome({
    severity: 'error',
    code: 'structure',
    diagnostics: 'The entry has no resource.',
  }),
};

function responseOf(outcome: IntakeOutcome): object {
  const { record, type, status } = outcome;
  return {
    status: STATUS[status],
    ...(record === null ? {} : { location: `${RECORD_TYPES[type] ?? type}/${record}` }),
    outcome: operationOutcome(issueOf(outcome)),
  };
}

/** Why nothing was taken in: everything that was refused. */
export const refusedOutcome = (outcomes: readonly IntakeOutcome[]): OperationOutcome =>
  operationOutcome(...outcomes.filter(({ status }) => status === 'refused').map(issueOf));
