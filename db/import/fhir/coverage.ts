import type fhir4 from 'fhir/r4.js';
import { type CoverageDetailRow, type CoverageRow, month } from '../../records/index.ts';
import { concept, conceptCode } from './datatypes.ts';
import { earliestInstant } from './date-time.ts';
import type { Element } from './element.ts';
import { payorWords } from './insurance.ts';
import { type Mapped, NO_KEYS } from './mapped.ts';
import { requiredKey } from './references.ts';

export interface CoveragePayload {
  readonly see: Omit<CoverageRow, 'patient' | 'insurer'>;
  readonly content: CoverageDetailRow;
  /** Words that name the insurer; decide the payer and are not kept. */
  readonly insurer: string | null;
}

const STATUSES = ['active', 'cancelled', 'draft', 'entered-in-error'] as const;

export function mapCoverage(resource: Element<fhir4.Coverage>): Mapped<CoveragePayload> {
  const period = resource.element('period');
  const start = period?.dateTime('start') ?? null;
  return {
    keys: {
      ...NO_KEYS,
      patient: requiredKey(resource.element('beneficiary'), 'Patient', 'Coverage.beneficiary'),
    },
    at: start === null ? null : earliestInstant(start),
    payload: {
      see: { status: resource.code('status', STATUSES), month: month(start) },
      content: {
        type: concept(resource.element('type')),
        period_start: start,
        period_end: period?.dateTime('end') ?? null,
        subscriber_id: resource.text('subscriberId'),
        relationship: conceptCode(resource.element('relationship')),
        classes: resource.elements('class').map((group) => ({
          type: conceptCode(group.element('type')),
          value: group.text('value'),
          name: group.text('name'),
        })),
      },
      insurer: payorWords(resource.elements('payor')),
    },
  };
}
