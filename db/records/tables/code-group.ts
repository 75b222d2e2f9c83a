import type { Coding } from '../shapes.ts';
import { type CodeGroup, ICD10_CHAPTERS } from './icd10-chapters.ts';
import { SNOMED_GROUPS } from './snomed-groups.ts';
import { isIcd10, SNOMED } from './systems.ts';

/**
 * The coarse group of a diagnosis: the chapter of its ICD-10 code, or for a SNOMED CT code the chapter that the dated table
 * names. `OTHER` for a code that neither knows, `null` without a code.
 */
export function codeGroup(code: Coding | null): CodeGroup | null {
  if (code === null || code.code === null) return null;
  if (code.system === SNOMED) return SNOMED_GROUPS.codes.get(code.code) ?? 'OTHER';
  return isIcd10(code.system) ? icd10Chapter(code.code) : 'OTHER';
}

function icd10Chapter(code: string): CodeGroup {
  const category = code.slice(0, 3).toUpperCase();
  return ICD10_CHAPTERS.find(({ from, to }) => category >= from && category <= to)?.group ?? 'OTHER';
}
