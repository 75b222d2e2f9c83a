import type { Calendar } from './calendar.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import { codeable, type Visit } from './visits.ts';

/** What the insurer does with a claim; `none`: has not answered yet. */
export type Answer = 'none' | 'complete' | 'paid' | 'denied';

export interface Bill {
  readonly claim: object;
  readonly explanation: object | null;
}

const LINE_ADJUDICATION = 'http://terminology.hl7.org/CodeSystem/adjudication';

/** A claim for a visit, and the insurer's answer to it. Amounts are texts with two decimals, see `ndjson.ts`. */
export function makeBill(
  random: Random,
  calendar: Calendar,
  person: Person,
  visit: Visit,
  insurance: string | null,
  answer: Answer,
): Bill {
  const number = visit.encounter.id.slice('demo-encounter-'.length);
  const cents = random.between(...visit.kind.price);
  const extra = random.between(2_000, 9_000);
  const patient = { reference: `Patient/${person.resource.id}` };
  const coverage = [{ sequence: 1, focal: true, coverage: { display: insurance ?? 'no_insurance' } }];
  const claim = {
    resourceType: 'Claim',
    id: `demo-claim-${number}`,
    status: 'active',
    type: claimType(visit),
    use: 'claim',
    patient,
    billablePeriod: visit.encounter.period,
    created: calendar.instant(visit.daysAgo - 1, random.between(8 * 60, 16 * 60)),
    provider: visit.encounter.serviceProvider,
    priority: { coding: [{ code: 'normal' }] },
    ...(visit.condition === null
      ? {}
      : {
          diagnosis: [{ sequence: 1, diagnosisReference: { reference: `Condition/${visit.condition.id}` } }],
        }),
    insurance: coverage,
    item: [
      {
        sequence: 1,
        productOrService: codeable(visit.kind.type),
        net: amount(cents),
        encounter: [{ reference: `Encounter/${visit.encounter.id}` }],
      },
      {
        sequence: 2,
        productOrService: codeable({ code: '108252007', display: 'Laboratory procedure' }),
        net: amount(extra),
      },
    ],
    total: amount(cents + extra),
  };
  if (answer === 'none') return { claim, explanation: null };
  const paid = answer === 'paid' ? Math.round((cents + extra) * random.pick([0.6, 0.8, 0.9])) : 0;
  const explanation = {
    resourceType: 'ExplanationOfBenefit',
    id: `demo-explanation-${number}`,
    status: 'active',
    type: claim.type,
    use: 'claim',
    patient,
    created: calendar.instant(
      Math.max(0, visit.daysAgo - random.between(5, 40)),
      random.between(8 * 60, 16 * 60),
    ),
    insurer: { display: insurance ?? 'no_insurance' },
    provider: claim.provider,
    claim: { reference: `Claim/${claim.id}` },
    outcome: answer === 'denied' ? 'error' : 'complete',
    insurance: coverage,
    item: [cents, extra].map((submitted, line) => ({
      sequence: line + 1,
      productOrService: claim.item[line]?.productOrService,
      adjudication: [
        { category: category('submitted', 'Submitted Amount'), amount: amount(submitted) },
        {
          category: category('eligible', 'Eligible Amount'),
          amount: amount(answer === 'paid' ? submitted : 0),
        },
      ],
    })),
    total: [{ category: category('submitted', 'Submitted Amount'), amount: amount(cents + extra) }],
    payment: { amount: amount(paid) },
  };
  return { claim, explanation };
}

function claimType({ kind }: Visit) {
  const code = kind.class === 'IMP' || kind.class === 'EMER' ? 'institutional' : 'professional';
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code }] };
}

function category(code: string, display: string) {
  return { coding: [{ system: LINE_ADJUDICATION, code, display }] };
}

function amount(cents: number) {
  return { value: `#${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`, currency: 'USD' };
}
