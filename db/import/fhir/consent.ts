import type fhir4 from 'fhir/r4.js';
import {
  type ConsentDecision,
  type ConsentDetailRow,
  type ConsentProvision,
  type ConsentRow,
  month,
} from '../../records/index.ts';
import { concept, conceptCode } from './datatypes.ts';
import { earliestInstant } from './date-time.ts';
import type { Element } from './element.ts';
import { type Mapped, NO_KEYS } from './mapped.ts';
import { type Key, optionalKey, requiredKey } from './references.ts';

/** Whom a provision names, as ids of the source. */
export interface ActorSource {
  readonly role: string | null;
  readonly organization: Key;
  readonly practitioner: Key;
}

/** A provision before its actors are known as records. */
export interface ProvisionSource extends Omit<ConsentProvision, 'actors'> {
  readonly actors: readonly ActorSource[];
  /** It speaks of less than its classes say: of single records, codes, labels, actions, or of exceptions to exceptions. */
  readonly narrower: boolean;
}

export interface ConsentPayload {
  readonly see: Omit<ConsentRow, 'patient' | 'organization'>;
  readonly content: Omit<ConsentDetailRow, 'provisions'>;
  /** The base rule, then its exceptions. */
  readonly provisions: readonly ProvisionSource[];
}

const STATUSES = ['draft', 'proposed', 'active', 'rejected', 'inactive', 'entered-in-error'] as const;

/** HL7 v3 ActConsentDirective: a base rule by its name alone. */
const POLICIES: ReadonlyMap<string, ConsentDecision> = new Map([
  ['OPTIN', 'PERMIT'],
  ['OPTOUT', 'DENY'],
]);

export function mapConsent(resource: Element<fhir4.Consent>): Mapped<ConsentPayload> {
  const decided = resource.dateTime('dateTime');
  const rule = resource.element('policyRule');
  const base = resource.element('provision');
  const byPolicy = POLICIES.get(conceptCode(rule) ?? '') ?? null;
  const first = base === null ? stated(byPolicy) : provision(base, byPolicy, false);
  const exceptions = (base?.elements('provision') ?? []).map((exception) => provision(exception, null, true));
  return {
    keys: {
      ...NO_KEYS,
      patient: requiredKey(resource.element('patient'), 'Patient', 'Consent.patient'),
      organization: optionalKey(resource.elements('organization')[0] ?? null, 'Organization'),
    },
    at: decided === null ? null : earliestInstant(decided),
    payload: {
      see: {
        status: resource.code('status', STATUSES),
        scope: conceptCode(resource.element('scope')),
        month: month(decided),
        decision: first.decision,
      },
      content: {
        category: concept(resource.elements('category')[0] ?? null),
        date_time: decided,
        policy_rule: concept(rule),
        valid_start: first.period?.start ?? null,
        valid_end: first.period?.end ?? null,
      },
      provisions: [first, ...exceptions],
    },
  };
}

const stated = (decision: ConsentDecision | null): ProvisionSource => ({
  ...{ decision, actors: [], purposes: [], classes: [], period: null, dataPeriod: null, narrower: false },
});

function provision(
  element: Element<fhir4.ConsentProvision>,
  otherwise: ConsentDecision | null,
  exception: boolean,
): ProvisionSource {
  const type = element.code('type', ['deny', 'permit']);
  return {
    decision: type === null ? otherwise : type === 'deny' ? 'DENY' : 'PERMIT',
    actors: element.elements('actor').map(actor),
    purposes: codesOf(element.elements('purpose')),
    classes: codesOf(element.elements('class')),
    period: periodOf(element.element('period')),
    dataPeriod: periodOf(element.element('dataPeriod')),
    narrower:
      [element.elements('code'), element.elements('data'), element.elements('securityLabel')].some(
        (limits) => limits.length > 0,
      ) ||
      element.elements('action').length > 0 ||
      (exception && element.elements('provision').length > 0),
  };
}

function actor(element: Element<fhir4.ConsentProvisionActor>): ActorSource {
  const reference = element.element('reference');
  return {
    role: conceptCode(element.element('role')),
    organization: optionalKey(reference, 'Organization'),
    practitioner: optionalKey(reference, 'Practitioner'),
  };
}

const codesOf = (codings: readonly Element<fhir4.Coding>[]): string[] =>
  codings.map((coding) => coding.label('code')).filter((code) => code !== null);

function periodOf(element: Element<fhir4.Period> | null) {
  if (element === null) return null;
  const [start, end] = [element.dateTime('start'), element.dateTime('end')];
  return start === null && end === null ? null : { start, end };
}
