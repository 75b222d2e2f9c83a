import type fhir4 from 'fhir/r4.js';
import { MEDICATIONS, PANELS, type Panel, STUDIES } from './finding-kinds.ts';
import type { Random } from './random.ts';
import type { Visit } from './visits.ts';

/** What a visit leaves behind besides its diagnosis. */
export interface Findings {
  readonly observations: readonly object[];
  readonly reports: readonly object[];
  readonly studies: readonly object[];
  readonly requests: readonly object[];
}

const LOINC = 'http://loinc.org';

export function makeFindings(random: Random, visit: Visit): Findings {
  const panel = random.chance(0.22) ? random.pick(PANELS) : null;
  const { observations, report } =
    panel === null ? { observations: [], report: null } : laboratory(random, visit, panel);
  const study = imaging(visit);
  const request = random.chance(0.8) ? medication(visit) : null;
  return {
    observations,
    reports: report === null ? [] : [report],
    studies: study === null ? [] : [study],
    requests: request === null ? [] : [request],
  };
}

const numberOf = ({ encounter }: Visit): string => encounter.id.slice('demo-encounter-'.length);

/** What every record of a visit says: whose it is, when, and the visit's label. */
function ofVisit({ encounter }: Visit) {
  return {
    ...(encounter.meta === undefined ? {} : { meta: encounter.meta }),
    subject: encounter.subject,
    encounter: { reference: `Encounter/${encounter.id}` },
  };
}

function laboratory(random: Random, visit: Visit, panel: Panel) {
  const effective = visit.encounter.period?.start ?? '';
  const category = {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }],
  };
  const observations = panel.tests.map(({ code, display, unit, range, reference }, at) => ({
    resourceType: 'Observation',
    id: `demo-observation-${numberOf(visit)}-${at + 1}`,
    ...ofVisit(visit),
    status: 'final',
    category: [category],
    code: loinc(code, display),
    effectiveDateTime: effective,
    issued: effective,
    valueQuantity: {
      // Written as a number with two decimals, see `ndjson.ts`.
      value: `#${(random.between(...range) / 100).toFixed(2)}`,
      ...{ unit, system: 'http://unitsofmeasure.org', code: unit },
    },
    referenceRange: [{ text: reference }],
  }));
  const report: fhir4.DiagnosticReport = {
    resourceType: 'DiagnosticReport',
    id: `demo-report-${numberOf(visit)}`,
    ...ofVisit(visit),
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'LAB' }] }],
    code: loinc(panel.code, panel.display),
    effectiveDateTime: effective,
    issued: effective,
    result: observations.map(({ id }) => ({ reference: `Observation/${id}` })),
  };
  return { observations, report };
}

function imaging(visit: Visit): fhir4.ImagingStudy | null {
  const finding = visit.condition?.code?.coding?.[0]?.code ?? '';
  const study = STUDIES.get(finding);
  if (study === undefined) return null;
  const started = visit.encounter.period?.start ?? '';
  // A uid of the demo, below the arc for uuids.
  const uid = `2.25.${20_260_301_000_000 + Number(numberOf(visit))}`;
  return {
    resourceType: 'ImagingStudy',
    id: `demo-study-${numberOf(visit)}`,
    ...ofVisit(visit),
    subject: visit.encounter.subject ?? {},
    identifier: [{ system: 'urn:dicom:uid', value: `urn:oid:${uid}` }],
    status: 'available',
    started,
    numberOfSeries: 1,
    numberOfInstances: study.images,
    procedureCode: [{ text: study.procedure }],
    series: [
      {
        uid: `${uid}.1`,
        number: 1,
        modality: { system: 'http://dicom.nema.org/resources/ontology/DCM', code: study.modality },
        bodySite: { system: 'http://snomed.info/sct', code: study.site.code, display: study.site.display },
        numberOfInstances: study.images,
        started,
      },
    ],
  };
}

function medication(visit: Visit): fhir4.MedicationRequest | null {
  const finding = visit.condition?.code;
  const ordered = MEDICATIONS.get(finding?.coding?.[0]?.code ?? '');
  if (finding === undefined || ordered === undefined) return null;
  const requester = visit.encounter.participant?.[0]?.individual;
  return {
    resourceType: 'MedicationRequest',
    id: `demo-request-${numberOf(visit)}`,
    ...ofVisit(visit),
    subject: visit.encounter.subject ?? {},
    status: visit.daysAgo > 60 ? 'completed' : 'active',
    intent: 'order',
    category: [{ coding: [{ code: visit.kind.class === 'IMP' ? 'inpatient' : 'outpatient' }] }],
    medicationCodeableConcept: {
      coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', ...ordered.drug }],
    },
    authoredOn: visit.encounter.period?.start ?? '',
    ...(requester === undefined ? {} : { requester }),
    reasonCode: [finding],
    dosageInstruction: [{ text: ordered.dosage }],
  };
}

function loinc(code: string, display: string): fhir4.CodeableConcept {
  return { coding: [{ system: LOINC, code, display }], text: display };
}
