import type fhir4 from 'fhir/r4.js';
import type {
  Address,
  Coding,
  ContactPoint,
  HumanName,
  Identifier,
  Money,
  Quantity,
} from '../../records/index.ts';
import type { Element } from './element.ts';

export function codings(concept: Element<fhir4.CodeableConcept>): Coding[] {
  return concept.elements('coding').map(coding);
}

export function coding(element: Element<fhir4.Coding>): Coding {
  return { system: element.text('system'), code: element.text('code'), display: element.text('display') };
}

/** The first coding; its display is the concept's text where it has none. A concept of text alone is a display without a code. */
export function concept(element: Element<fhir4.CodeableConcept> | null): Coding | null {
  if (element === null) return null;
  const [first] = codings(element);
  const text = element.text('text');
  if (first === undefined) return text === null ? null : { system: null, code: null, display: text };
  return first.display === null ? { ...first, display: text } : first;
}

/** The code of the first coding, or the text. */
export function conceptCode(element: Element<fhir4.CodeableConcept> | null): string | null {
  const first = concept(element);
  return first === null ? null : (first.code ?? first.display);
}

/** `null` where value or currency is missing: an amount of nothing known is no amount. */
export function money(element: Element<fhir4.Money> | null): Money | null {
  const value = element?.decimal('value') ?? null;
  const currency = element?.label('currency') ?? null;
  return value === null || currency === null ? null : { value, currency };
}

export function quantity(element: Element<fhir4.Quantity> | null): Quantity | null {
  if (element === null) return null;
  return {
    value: element.decimal('value'),
    comparator: element.label('comparator'),
    unit: element.label('unit'),
    system: element.text('system'),
    code: element.label('code'),
  };
}

function humanName(element: Element<fhir4.HumanName>): HumanName {
  return {
    use: element.text('use'),
    family: element.text('family'),
    given: element.texts('given'),
    prefix: element.texts('prefix'),
    suffix: element.texts('suffix'),
    text: element.text('text'),
  };
}

export function identifier(element: Element<fhir4.Identifier>): Identifier {
  return {
    system: element.text('system'),
    value: element.text('value'),
    type: conceptCode(element.element('type')),
  };
}

export function contactPoint(element: Element<fhir4.ContactPoint>): ContactPoint {
  return { system: element.text('system'), value: element.text('value'), use: element.text('use') };
}

function address(element: Element<fhir4.Address>): Address {
  return {
    lines: element.texts('line'),
    city: element.text('city'),
    state: element.label('state'),
    postalCode: element.text('postalCode'),
    country: element.text('country'),
  };
}

/** Prefix, given names and family name in one line, or the name's own text. */
export function nameLine(name: HumanName): string {
  const parts = [...name.prefix, ...name.given, name.family ?? '', ...name.suffix].filter(
    (part) => part !== '',
  );
  return name.text ?? parts.join(' ');
}

interface Candidate<E> {
  readonly element: E;
  readonly use: string | null;
  readonly ended: boolean;
}

/** The one of the preferred use that has no end, else the first without an end, else the first. */
function preferred<E>(candidates: readonly Candidate<E>[], use: string): E | null {
  const current = candidates.filter((candidate) => !candidate.ended);
  const chosen = current.find((candidate) => candidate.use === use) ?? current[0] ?? candidates[0];
  return chosen?.element ?? null;
}

export function officialName(elements: readonly Element<fhir4.HumanName>[]): HumanName | null {
  const candidates = elements.map((element) => ({
    element,
    use: element.text('use'),
    ended: (element.element('period')?.text('end') ?? null) !== null,
  }));
  const chosen = preferred(candidates, 'official');
  return chosen === null ? null : humanName(chosen);
}

export function homeAddress(elements: readonly Element<fhir4.Address>[]): Address | null {
  const candidates = elements.map((element) => ({
    element,
    use: element.text('use'),
    ended: (element.element('period')?.text('end') ?? null) !== null,
  }));
  const chosen = preferred(candidates, 'home');
  return chosen === null ? null : address(chosen);
}
