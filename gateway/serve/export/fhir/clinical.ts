import {
  CODING,
  coding,
  concept,
  meta,
  NAMED,
  PERIOD,
  period,
  QUANTITY,
  quantity,
  reference,
} from './datatypes.ts';
import type { ExportedType } from './exported-type.ts';
import type { Node } from './node.ts';

const SEE = 'clinical.see';
const V3 = 'http://terminology.hl7.org/CodeSystem';

/** Whose a clinical record is, the visit that it was made in, and its label. */
const ofVisit = (node: Node, patient: string): object => ({
  meta: meta(node),
  subject: reference('Patient', patient),
  encounter: reference('Encounter', node.node('encounter')),
});
const OF_VISIT = 'sensitivity encounter { id }';

const encounter: ExportedType = {
  ...{ type: 'Encounter', access: SEE, list: 'encounters' },
  fields: `sensitivity status class type ${CODING} reason ${CODING} period ${PERIOD} organization ${NAMED} practitioner ${NAMED}`,
  resource: (node, patient) => ({
    ...{ meta: meta(node), status: node.text('status'), subject: reference('Patient', patient) },
    class: { system: `${V3}/v3-ActCode`, code: node.text('class') },
    ...{ type: [concept(node.node('type'))], reasonCode: [concept(node.node('reason'))] },
    period: period(node.node('period')),
    serviceProvider: reference('Organization', node.node('organization')),
    participant: [{ individual: reference('Practitioner', node.node('practitioner')) }],
  }),
};

const condition: ExportedType = {
  ...{ type: 'Condition', access: SEE, list: 'conditions' },
  fields: `${OF_VISIT} code ${CODING} clinicalStatus verificationStatus onset abatement recordedDate`,
  resource: (node, patient) => ({
    ...ofVisit(node, patient),
    code: concept(node.node('code')),
    clinicalStatus: status(`${V3}/condition-clinical`, node.text('clinicalStatus')),
    verificationStatus: status(`${V3}/condition-ver-status`, node.text('verificationStatus')),
    ...{ onsetDateTime: node.text('onset'), abatementDateTime: node.text('abatement') },
    recordedDate: node.text('recordedDate'),
  }),
};

const status = (system: string, code: string | undefined): object | undefined =>
  code === undefined ? undefined : { coding: [{ system, code }] };

const VALUE = `{ quantity ${QUANTITY} coding ${CODING} text }`;

const value = (of: Node | undefined): object =>
  of === undefined
    ? {}
    : {
        valueQuantity: quantity(of.node('quantity')),
        valueCodeableConcept: concept(of.node('coding')),
        valueString: of.text('text'),
      };

const observation: ExportedType = {
  ...{ type: 'Observation', access: SEE, list: 'observations' },
  fields: `${OF_VISIT} status category code ${CODING} effective issued value ${VALUE} interpretation ${CODING}
    referenceRanges { low ${QUANTITY} high ${QUANTITY} text } components { code ${CODING} value ${VALUE} } performer ${NAMED}`,
  resource: (node, patient) => ({
    ...ofVisit(node, patient),
    status: node.text('status'),
    category: [status(`${V3}/observation-category`, node.text('category'))],
    code: concept(node.node('code')),
    ...{ effectiveDateTime: node.text('effective'), issued: node.text('issued') },
    ...value(node.node('value')),
    interpretation: [concept(node.node('interpretation'))],
    referenceRange: node.nodes('referenceRanges').map((range) => ({
      ...{ low: quantity(range.node('low')), high: quantity(range.node('high')), text: range.text('text') },
    })),
    component: node
      .nodes('components')
      .map((part) => ({ code: concept(part.node('code')), ...value(part.node('value')) })),
    performer: [reference('Practitioner', node.node('performer'))],
  }),
};

const diagnosticReport: ExportedType = {
  ...{ type: 'DiagnosticReport', access: SEE, list: 'diagnosticReports' },
  fields: `${OF_VISIT} status category code ${CODING} effective issued performer ${NAMED} conclusion conclusionCodes ${CODING} results { id }`,
  resource: (node, patient) => ({
    ...ofVisit(node, patient),
    status: node.text('status'),
    category: [status(`${V3}/v2-0074`, node.text('category'))],
    code: concept(node.node('code')),
    ...{ effectiveDateTime: node.text('effective'), issued: node.text('issued') },
    resultsInterpreter: [reference('Practitioner', node.node('performer'))],
    conclusion: node.text('conclusion'),
    conclusionCode: node.nodes('conclusionCodes').map(concept),
    result: node.nodes('results').map((result) => reference('Observation', result)),
  }),
};

const imagingStudy: ExportedType = {
  ...{ type: 'ImagingStudy', access: SEE, list: 'imagingStudies' },
  fields: `${OF_VISIT} status started studyUid procedure ${CODING} description numberOfSeries numberOfInstances
    series { uid number modality ${CODING} bodySite ${CODING} description started numberOfInstances }`,
  resource(node, patient) {
    const uid = node.text('studyUid');
    return {
      ...ofVisit(node, patient),
      ...{ status: node.text('status'), started: node.text('started') },
      identifier: uid === undefined ? [] : [{ system: 'urn:dicom:uid', value: `urn:oid:${uid}` }],
      procedureCode: [concept(node.node('procedure'))],
      description: node.text('description'),
      numberOfSeries: node.integer('numberOfSeries'),
      numberOfInstances: node.integer('numberOfInstances'),
      series: node.nodes('series').map((one) => ({
        ...{ uid: one.text('uid'), number: one.integer('number'), modality: coding(one.node('modality')) },
        ...{ bodySite: coding(one.node('bodySite')), description: one.text('description') },
        ...{ started: one.text('started'), numberOfInstances: one.integer('numberOfInstances') },
      })),
    };
  },
};

const medicationRequest: ExportedType = {
  ...{ type: 'MedicationRequest', access: SEE, list: 'medicationRequests' },
  fields: `${OF_VISIT} status intent category medication ${CODING} authoredOn requester ${NAMED} reasons ${CODING} dosage`,
  resource: (node, patient) => ({
    ...ofVisit(node, patient),
    ...{ status: node.text('status'), intent: node.text('intent') },
    category: [status(`${V3}/medicationrequest-category`, node.text('category'))],
    medicationCodeableConcept: concept(node.node('medication')),
    authoredOn: node.text('authoredOn'),
    requester: reference('Practitioner', node.node('requester')),
    reasonCode: node.nodes('reasons').map(concept),
    dosageInstruction: node.texts('dosage').map((text) => ({ text })),
  }),
};

export const CLINICAL_TYPES: readonly ExportedType[] = [
  encounter,
  condition,
  observation,
  diagnosticReport,
  imagingStudy,
  medicationRequest,
];
