import type fhir4 from 'fhir/r4.js';
import type { Adjudication, ClaimAnswer, Money } from '../../records/index.ts';
import { concept, money } from './datatypes.ts';
import type { Element } from './element.ts';
import { type Mapped, NO_KEYS } from './mapped.ts';
import { requiredKey } from './references.ts';

export interface ExplanationPayload {
  /** `null` when the insurer has taken its answer back (cancelled, entered in error) or not given it (draft). */
  readonly answer: ClaimAnswer | null;
  readonly paid: Money | null;
  readonly created: string | null;
  readonly adjudications: readonly Adjudication[];
  /** Words that name the insurer; decide the payer and are not kept. */
  readonly insurer: string | null;
}

type AdjudicationElement = Element<fhir4.ExplanationOfBenefitItemAdjudication>;

export function mapExplanation(resource: Element<fhir4.ExplanationOfBenefit>): Mapped<ExplanationPayload> {
  const outcome = resource.code('outcome', ['queued', 'complete', 'error', 'partial']);
  const active =
    (resource.code('status', ['active', 'cancelled', 'draft', 'entered-in-error']) ?? 'active') === 'active';
  const paid = money(resource.element('payment')?.element('amount') ?? null);
  const insurer = resource.element('insurer');
  return {
    keys: {
      ...NO_KEYS,
      claim: requiredKey(resource.element('claim'), 'Claim', 'ExplanationOfBenefit.claim'),
      patient: requiredKey(resource.element('patient'), 'Patient', 'ExplanationOfBenefit.patient'),
    },
    at: null,
    payload: {
      answer: active && outcome !== null ? { outcome, paid: paid?.value ?? null } : null,
      paid: active ? paid : null,
      created: resource.dateTime('created'),
      adjudications: [...lineAdjudications(resource), ...claimAdjudications(resource)],
      insurer: insurer?.text('display') ?? insurer?.text('reference') ?? null,
    },
  };
}

function lineAdjudications(resource: Element<fhir4.ExplanationOfBenefit>): Adjudication[] {
  return resource.elements('item').flatMap((item, index) => {
    const line = item.integer('sequence') ?? index + 1;
    return item.elements('adjudication').map((element) => adjudication(element, line));
  });
}

/** Those of the claim as a whole, and its totals, which FHIR writes in the same form. */
function claimAdjudications(resource: Element<fhir4.ExplanationOfBenefit>): Adjudication[] {
  const whole = resource.elements('adjudication').map((element) => adjudication(element, null));
  const totals = resource.elements('total').map((element) => ({
    line: null,
    category: concept(element.element('category')),
    amount: money(element.element('amount')),
  }));
  return [...whole, ...totals];
}

function adjudication(element: AdjudicationElement, line: number | null): Adjudication {
  return {
    line,
    category: concept(element.element('category')),
    amount: money(element.element('amount')),
  };
}
