import type { Coding, Sensitivity } from '../shapes.ts';
import { SENSITIVE_LOINC, SENSITIVE_RXNORM } from './sensitive-results.ts';
import { isIcd10, LOINC, RXNORM, SNOMED } from './systems.ts';

/**
 * Edition 2026-11-21 of this list: a changed list makes a new schema version of Encounter and Condition.
 *
 * SNOMED CT concepts of mental health, substance use, reproductive loss, HIV and violence.
 */
const SNOMED_CODES: ReadonlyMap<string, Sensitivity> = new Map([
  ['370143000', 'R'], // major depression disorder
  ['35489007', 'R'], // depressive disorder
  ['197480006', 'R'], // anxiety disorder
  ['13746004', 'R'], // bipolar disorder
  ['58214004', 'R'], // schizophrenia
  ['47505003', 'R'], // posttraumatic stress disorder
  ['79094001', 'R'], // initial psychiatric interview
  ['7200002', 'R'], // alcoholism
  ['5602001', 'R'], // opioid abuse
  ['55680006', 'R'], // drug overdose
  ['56876005', 'R'], // drug rehabilitation and detoxification
  ['19169002', 'R'], // miscarriage in first trimester
  ['35999006', 'R'], // blighted ovum
  ['79586000', 'R'], // tubal pregnancy
  ['240589008', 'R'], // chlamydial infection
  ['76272004', 'R'], // syphilis
  ['86406008', 'V'], // human immunodeficiency virus infection
  ['186747009', 'V'], // HIV disease
  ['225915006', 'V'], // domestic abuse
  ['248110007', 'V'], // sexual assault
]);

/** ICD-10 categories, first and last; the first row that fits counts. */
const ICD10_RANGES: readonly (readonly [from: string, to: string, level: Sensitivity])[] = [
  ['B20', 'B24', 'V'],
  ['Z21', 'Z21', 'V'],
  ['T74', 'T74', 'V'],
  ['A50', 'A64', 'R'],
  ['F10', 'F69', 'R'],
  ['O00', 'O08', 'R'],
  ['X60', 'X84', 'R'],
  ['Z30', 'Z30', 'R'],
];

export function sensitiveCode({ system, code }: Coding): Sensitivity {
  if (code === null) return 'N';
  if (system === SNOMED) return SNOMED_CODES.get(code) ?? 'N';
  if (system === LOINC) return SENSITIVE_LOINC.get(code) ?? 'N';
  if (system === RXNORM) return SENSITIVE_RXNORM.get(code) ?? 'N';
  if (!isIcd10(system)) return 'N';
  const category = code.slice(0, 3).toUpperCase();
  return ICD10_RANGES.find(([from, to]) => category >= from && category <= to)?.[2] ?? 'N';
}
