import type { ConsentStep } from '@caretrail/db/decisions';
import { readStatement } from '@caretrail/proof/command';
import type { ConsentRule } from '@caretrail/proof/consent';
import { consentCommitment, untilOf } from '@caretrail/proof/consent';
import type { LedgerState } from './ledger-state.ts';

/** Who is named in a receipt. */
export interface Party {
  readonly slug: string;
  readonly name: string;
}

/** What a receipt is made of besides the steps. */
export interface ReceiptFacts {
  readonly record: string;
  readonly state: LedgerState;
  /** The member that keeps the records. */
  readonly controller: Party;
  /** When the steps were made, by their number; RFC 3339. */
  readonly times: ReadonlyMap<number, string>;
}

const EVENTS = { grant: 'given', amend: 'modified', revoke: 'withdrawn' } as const;
const PURPOSE_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';

const processing = (rule: ConsentRule, at: number, { slug }: Party) => ({
  processing_id: at === 0 ? 'base' : `exception-${at}`,
  decision: rule.decision === 'PERMIT' ? 'permit' : 'deny',
  purposes: rule.purposes.map((code) => ({ purpose_system: PURPOSE_SYSTEM, purpose: code })),
  lawful_basis: 'consent',
  pii_information: rule.classes.map((name) => ({ pii_type: name.toLowerCase() })),
  pii_controllers: [slug],
  recipients: [...rule.actors],
  validity: rule.period,
  data_period: rule.dataPeriod,
});

const event = (step: ConsentStep, times: ReceiptFacts['times']) => ({
  event_time: times.get(step.number) ?? null,
  event_type: 'explicit',
  event_state: EVENTS[step.step],
  validity_duration: step.terms && { until: untilOf(step.terms) },
  entity_id: step.key,
});

/**
 * A consent receipt in the shape of ISO/IEC TS 27560:2023: record, processing, parties, events. The evidence is what anyone
 * needs to compare it with the ledger: terms and salt make the commitment, the statement is signed over it.
 */
export function receiptOf({ record, state, controller, times }: ReceiptFacts) {
  const { consent, made, last, steps, submission } = state;
  const { terms, salt } = made;
  if (terms === null || salt === null) throw new Error('a decision has terms');
  const { genesis, channel, chaincode } = readStatement(made.statement).statement;
  return {
    consent_receipt: {
      schema_version: 'ISO/IEC TS 27560:2023',
      record_id: record,
      pii_principal_id: terms.patient,
      receipt_id: `${record}/${last.number}`,
      pii_processing: [terms, ...terms.exceptions].map((rule, at) => processing(rule, at, controller)),
      party_identification: [
        { party_id: controller.slug, party_name: controller.name, party_role: 'pii_controller' },
      ],
      consent_events: steps.map((step) => event(step, times)),
    },
    evidence: {
      ...{ genesis, channel, chaincode, consent, terms, salt },
      commitment: consentCommitment(terms, salt),
      statements: steps.map(({ statement }) => statement),
      transaction: submission.state === 'VALID' ? submission.transaction : null,
    },
  };
}
