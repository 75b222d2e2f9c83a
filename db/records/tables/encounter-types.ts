/** What kind of visit it was, as coarse as a statistic needs it. */
export type EncounterGroup =
  | 'WELLNESS'
  | 'AMBULATORY'
  | 'EMERGENCY'
  | 'INPATIENT'
  | 'HOME'
  | 'VIRTUAL'
  | 'OTHER';

/** HL7 v3 ActEncounterCode, as FHIR R4 binds `Encounter.class` to it. */
export const ENCOUNTER_CLASSES: ReadonlyMap<string, EncounterGroup> = new Map([
  ['AMB', 'AMBULATORY'],
  ['EMER', 'EMERGENCY'],
  ['FLD', 'EMERGENCY'],
  ['HH', 'HOME'],
  ['IMP', 'INPATIENT'],
  ['ACUTE', 'INPATIENT'],
  ['NONAC', 'INPATIENT'],
  ['OBSENC', 'INPATIENT'],
  ['PRENC', 'AMBULATORY'],
  ['SS', 'AMBULATORY'],
  ['VR', 'VIRTUAL'],
]);

/** Types that say more than the class of the visit does. A changed table is a new edition and a new schema version. */
export const ENCOUNTER_TYPES: {
  readonly edition: string;
  readonly codes: ReadonlyMap<string, EncounterGroup>;
} = {
  edition: '2026-11-21',
  codes: new Map([
    ['185349003', 'WELLNESS'], // encounter for check up
    ['162673000', 'WELLNESS'], // general examination of patient
    ['410620009', 'WELLNESS'], // well child visit
    ['50849002', 'EMERGENCY'], // emergency room admission
    ['4525004', 'EMERGENCY'], // emergency department patient visit
    ['183478001', 'EMERGENCY'], // emergency hospital admission for asthma
    ['183460006', 'EMERGENCY'], // obstetric emergency hospital admission
    ['183452005', 'INPATIENT'], // encounter inpatient
    ['308540004', 'INPATIENT'], // inpatient stay
    ['32485007', 'INPATIENT'], // hospital admission
    ['183495009', 'INPATIENT'], // non-urgent orthopedic admission
    ['305408004', 'INPATIENT'], // admission to surgical department
    ['305411003', 'INPATIENT'], // admission to thoracic surgery department
    ['448337001', 'VIRTUAL'], // telemedicine consultation with patient
    ['185317003', 'VIRTUAL'], // telephone encounter
    ['210098006', 'HOME'], // domiciliary or rest home patient evaluation and management
    ['439708006', 'HOME'], // home visit
  ]),
};
