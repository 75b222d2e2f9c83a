import type fhir4 from 'fhir/r4.js';
import {
  type ClaimDetailRow,
  type ClaimLine,
  type ClaimRow,
  type Coding,
  claimTypeGroup,
  month,
} from '../../records/index.ts';
import { concept, money } from './datatypes.ts';
import { earliestInstant } from './date-time.ts';
import type { Element } from './element.ts';
import { coverageKey, insurerWords } from './insurance.ts';
import { type Mapped, NO_KEYS } from './mapped.ts';
import { type Key, optionalKey, requiredKey } from './references.ts';

/** A diagnosis as the claim gives it: a code of its own, or the id of a Condition. */
export interface DiagnosisSource {
  readonly code: Coding | null;
  readonly condition: Key;
}

export interface ClaimPayload {
  readonly see: Pick<ClaimRow, 'use' | 'month' | 'type_group' | 'total' | 'total_currency'>;
  readonly content: Pick<ClaimDetailRow, 'type' | 'created' | 'billable_start' | 'billable_end' | 'lines'>;
  readonly diagnoses: readonly DiagnosisSource[];
  /** Words that name the insurer; decide the payer and are not kept. */
  readonly insurer: string | null;
}

export function mapClaim(resource: Element<fhir4.Claim>): Mapped<ClaimPayload> {
  const items = resource.elements('item');
  const insurance = resource.elements('insurance');
  const total = money(resource.element('total'));
  const type = concept(resource.element('type'));
  const created = resource.dateTime('created');
  const period = resource.element('billablePeriod');
  return {
    keys: {
      ...NO_KEYS,
      patient: requiredKey(resource.element('patient'), 'Patient', 'Claim.patient'),
      organization: requiredKey(resource.element('provider'), 'Organization', 'Claim.provider'),
      encounter: billedEncounter(items),
      coverage: coverageKey(insurance),
    },
    at: created === null ? null : earliestInstant(created),
    payload: {
      see: {
        use: resource.code('use', ['claim', 'preauthorization', 'predetermination']),
        month: month(created),
        type_group: claimTypeGroup(type),
        total: total?.value ?? null,
        total_currency: total?.currency ?? null,
      },
      content: {
        type,
        created,
        billable_start: period?.dateTime('start') ?? null,
        billable_end: period?.dateTime('end') ?? null,
        lines: items.map(line),
      },
      diagnoses: resource.elements('diagnosis').map(diagnosis),
      insurer: insurerWords(insurance),
    },
  };
}

function line(item: Element<fhir4.ClaimItem>, index: number): ClaimLine {
  return {
    sequence: item.integer('sequence') ?? index + 1,
    product: concept(item.element('productOrService')),
    net: money(item.element('net')),
  };
}

function diagnosis(element: Element<fhir4.ClaimDiagnosis>): DiagnosisSource {
  return {
    code: concept(element.element('diagnosisCodeableConcept')),
    condition: optionalKey(element.element('diagnosisReference'), 'Condition'),
  };
}

/** The first encounter that any line names: a claim bills one visit. */
function billedEncounter(items: readonly Element<fhir4.ClaimItem>[]): Key {
  for (const item of items) {
    const key = optionalKey(item.elements('encounter')[0] ?? null, 'Encounter');
    if (key !== null) return key;
  }
  return null;
}
