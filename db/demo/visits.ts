import type fhir4 from 'fhir/r4.js';
import type { Calendar } from './calendar.ts';
import type { Clinic } from './clinics.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import { type Concept, VISIT_KINDS, type VisitKind } from './visit-kinds.ts';

/** A visit with what was found in it. */
export interface Visit {
  readonly kind: VisitKind;
  readonly clinic: Clinic;
  readonly daysAgo: number;
  /** No end yet. */
  readonly open: boolean;
  readonly encounter: fhir4.Encounter & { id: string };
  readonly condition: (fhir4.Condition & { id: string }) | null;
}

export interface VisitPlan {
  readonly kind: VisitKind;
  readonly clinic: Clinic;
  readonly daysAgo: number;
  readonly open?: boolean;
}

const SNOMED = 'http://snomed.info/sct';

export function codeable({ code, display }: Concept): fhir4.CodeableConcept {
  return { coding: [{ system: SNOMED, code, display }], text: display };
}

/** A kind of visit that someone of this age and sex can have. */
export function randomKind(random: Random, { age, resource }: Person): VisitKind {
  return random.weighted(
    VISIT_KINDS.filter(
      ({ ages, gender }) =>
        (ages === undefined || (age >= ages[0] && age <= ages[1])) &&
        (gender === undefined || gender === resource.gender),
    ),
  );
}

export function makeVisit(
  random: Random,
  calendar: Calendar,
  person: Person,
  number: number,
  { kind, clinic, daysAgo, open = false }: VisitPlan,
): Visit {
  const start = random.between(8 * 60, 17 * 60);
  const end = start + random.between(...kind.minutes);
  const finding = random.chance(0.55) ? random.pick(kind.findings) : null;
  const subject = { reference: `Patient/${person.resource.id}` };
  const encounter: fhir4.Encounter & { id: string } = {
    resourceType: 'Encounter',
    id: `demo-encounter-${number}`,
    ...(kind.label === undefined ? {} : { meta: { security: [confidentiality(kind.label)] } }),
    status: open ? 'in-progress' : 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: kind.class },
    type: [codeable(kind.type)],
    subject,
    participant: [{ individual: { reference: `Practitioner/${random.pick(clinic.practitioners).id}` } }],
    period: {
      start: calendar.instant(daysAgo, start),
      ...(open ? {} : { end: calendar.instant(daysAgo, end) }),
    },
    ...(finding === null ? {} : { reasonCode: [codeable(finding)] }),
    serviceProvider: { reference: `Organization/${clinic.organization.id}` },
  };
  const condition: Visit['condition'] =
    finding === null
      ? null
      : {
          resourceType: 'Condition',
          id: `demo-condition-${number}`,
          ...(kind.label === undefined ? {} : { meta: { security: [confidentiality(kind.label)] } }),
          clinicalStatus: status('condition-clinical', random.chance(0.6) ? 'resolved' : 'active'),
          verificationStatus: status('condition-ver-status', 'confirmed'),
          code: codeable(finding),
          subject,
          encounter: { reference: `Encounter/${encounter.id}` },
          onsetDateTime: calendar.day(daysAgo + random.between(0, 20)),
          recordedDate: calendar.instant(daysAgo, end),
        };
  return { kind, clinic, daysAgo, open, encounter, condition };
}

function confidentiality(code: string): fhir4.Coding {
  return { system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code };
}

function status(system: string, code: string): fhir4.CodeableConcept {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] };
}
