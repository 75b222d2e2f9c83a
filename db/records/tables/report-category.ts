import type { Coding } from '../shapes.ts';
import { LOINC } from './systems.ts';

/** HL7 v2 table 0074: the sections of a diagnostic service. */
const SECTIONS = 'http://terminology.hl7.org/CodeSystem/v2-0074';

/** LOINC codes by which US Core and others sort reports; the notes of clinicians are one category. */
const LOINC_CATEGORIES: ReadonlyMap<string, string> = new Map([
  ['LP29684-5', 'RAD'],
  ['LP29708-2', 'CUS'],
  ['LP7839-6', 'PAT'],
  ['LP31388-9', 'LAB'],
  ['26436-6', 'LAB'],
  ['18748-4', 'RAD'],
  ['34117-2', 'NOTE'],
  ['51847-2', 'NOTE'],
  ['11488-4', 'NOTE'],
  ['11506-3', 'NOTE'],
  ['18842-5', 'NOTE'],
  ['28570-0', 'NOTE'],
]);

const COARSE = new Set([
  'LAB',
  'RAD',
  'CH',
  'HM',
  'MB',
  'IMM',
  'BLB',
  'SP',
  'CP',
  'CT',
  'NMR',
  'US',
  'XRC',
  'CUS',
]);

/** The coarse group of a report: a section that tells of no illness, or `OTHER`. Genetics, virology and the like are `OTHER`. */
export function reportCategory(categories: readonly Coding[]): string {
  for (const { system, code } of categories) {
    if (code === null) continue;
    if (system === SECTIONS && COARSE.has(code)) return code;
    const found = system === LOINC ? LOINC_CATEGORIES.get(code) : undefined;
    if (found !== undefined) return found;
  }
  return 'OTHER';
}
