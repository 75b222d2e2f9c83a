import type fhir4 from 'fhir/r4.js';
import type { ObservationComponent, ObservationValue, ReferenceRange } from '../../records/index.ts';
import { concept, quantity } from './datatypes.ts';
import type { Element } from './element.ts';

type Valued = Pick<
  fhir4.ObservationComponent,
  | 'valueQuantity'
  | 'valueCodeableConcept'
  | 'valueString'
  | 'valueBoolean'
  | 'valueInteger'
  | 'valueRange'
  | 'valueRatio'
  | 'valueTime'
  | 'valueDateTime'
>;

const NOTHING: ObservationValue = { quantity: null, coding: null, text: null };

/** `value[x]` of an observation or of a component; sampled data and periods are not held. */
export function observationValue(element: Element<Valued>): ObservationValue | null {
  const measured = quantity(element.element('valueQuantity'));
  if (measured !== null) return { ...NOTHING, quantity: measured };
  const coding = concept(element.element('valueCodeableConcept'));
  if (coding !== null) return { ...NOTHING, coding };
  const whole = element.integer('valueInteger');
  if (whole !== null) {
    const counted = { value: String(whole), comparator: null, unit: null, system: null, code: null };
    return { ...NOTHING, quantity: counted };
  }
  const text = element.text('valueString') ?? otherwise(element);
  return text === null ? null : { ...NOTHING, text };
}

/** Values of rarer types, in words. */
function otherwise(element: Element<Valued>): string | null {
  const truth = element.boolean('valueBoolean');
  if (truth !== null) return String(truth);
  const range = element.element('valueRange');
  if (range !== null) return `${amount(range.element('low'))} - ${amount(range.element('high'))}`;
  const ratio = element.element('valueRatio');
  if (ratio !== null)
    return `${amount(ratio.element('numerator'))} : ${amount(ratio.element('denominator'))}`;
  return element.dateTime('valueDateTime') ?? element.text('valueTime');
}

function amount(element: Element<fhir4.Quantity> | null): string {
  const { comparator = null, value = null, unit = null } = quantity(element) ?? {};
  return [comparator, value ?? '?', unit].filter((part) => part !== null).join(' ');
}

export function component(element: Element<fhir4.ObservationComponent>): ObservationComponent {
  return { code: concept(element.element('code')), value: observationValue(element) };
}

export function referenceRange(element: Element<fhir4.ObservationReferenceRange>): ReferenceRange {
  return {
    low: quantity(element.element('low')),
    high: quantity(element.element('high')),
    text: element.text('text'),
  };
}
