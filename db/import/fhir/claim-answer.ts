import type fhir4 from 'fhir/r4.js';
import type { Adjudication, ClaimAnswer, Money } from '../../records/index.ts';
import { concept, money } from './datatypes.ts';
import type { Element } from './element.ts';
import { insurerWords } from './insurance.ts';
import { type Mapped, NO_KEYS } from './mapped.ts';
import { requiredKey } from './references.ts';

/** What an insurer says to a claim, in either of FHIR's resources for it. */
export interface AnswerPayload {
  /** `null` when the insurer has taken its answer back (cancelled, entered in error) or not given it (draft). */
  readonly answer: ClaimAnswer | null;
  readonly paid: Money | null;
  readonly created: string | null;
  readonly adjudications: readonly Adjudication[];
  /** Words that name the insurer; decide the payer and are not kept. */
  readonly insurer: string | null;
}

export function mapExplanation(resource: Element<fhir4.ExplanationOfBenefit>): Mapped<AnswerPayload> {
  const lines = resource.elements('item').flatMap((item, index) => {
    const line = item.integer('sequence') ?? index + 1;
    return item.elements('adjudication').map((element) => adjudication(element, line));
  });
  const insurer = named(resource.element('insurer')) ?? insurerWords(resource.elements('insurance'));
  return answerOf(resource, 'ExplanationOfBenefit', resource.element('claim'), lines, insurer);
}

export function mapClaimResponse(resource: Element<fhir4.ClaimResponse>): Mapped<AnswerPayload> {
  const lines = resource.elements('item').flatMap((item, index) => {
    const line = item.integer('itemSequence') ?? index + 1;
    return item.elements('adjudication').map((element) => adjudication(element, line));
  });
  const insurer = named(resource.element('insurer')) ?? insurerWords(resource.elements('insurance'));
  return answerOf(resource, 'ClaimResponse', resource.element('request'), lines, insurer);
}

/** What the two resources have in common. */
interface Answer {
  outcome: string;
  status: string;
  patient: fhir4.Reference;
  created: string;
  payment?: { amount?: fhir4.Money | undefined } | undefined;
  adjudication?: fhir4.ExplanationOfBenefitItemAdjudication[] | undefined;
  total?: fhir4.ExplanationOfBenefitTotal[] | undefined;
}

function answerOf(
  resource: Element<Answer>,
  type: string,
  claim: Element<fhir4.Reference> | null,
  lines: readonly Adjudication[],
  insurer: string | null,
): Mapped<AnswerPayload> {
  const outcome = resource.code('outcome', ['queued', 'complete', 'error', 'partial']);
  const active =
    (resource.code('status', ['active', 'cancelled', 'draft', 'entered-in-error']) ?? 'active') === 'active';
  const paid = money(resource.element('payment')?.element('amount') ?? null);
  return {
    keys: {
      ...NO_KEYS,
      claim: requiredKey(claim, 'Claim', `${type}.${type === 'ClaimResponse' ? 'request' : 'claim'}`),
      patient: requiredKey(resource.element('patient'), 'Patient', `${type}.patient`),
    },
    at: null,
    payload: {
      answer: active && outcome !== null ? { outcome, paid: paid?.value ?? null } : null,
      paid: active ? paid : null,
      created: resource.dateTime('created'),
      adjudications: [...lines, ...wholeClaim(resource)],
      insurer,
    },
  };
}

const named = (insurer: Element<fhir4.Reference> | null): string | null =>
  insurer?.text('display') ?? insurer?.text('reference') ?? null;

/** Those of the claim as a whole, and its totals, which FHIR writes in the same form. */
function wholeClaim(resource: Element<Answer>): Adjudication[] {
  const whole = resource.elements('adjudication').map((element) => adjudication(element, null));
  const totals = resource.elements('total').map((element) => ({
    line: null,
    category: concept(element.element('category')),
    amount: money(element.element('amount')),
  }));
  return [...whole, ...totals];
}

function adjudication(
  element: Element<fhir4.ExplanationOfBenefitItemAdjudication>,
  line: number | null,
): Adjudication {
  return {
    line,
    category: concept(element.element('category')),
    amount: money(element.element('amount')),
  };
}
