import type { HeldType } from '../fhir/mapped.ts';

/** The FHIR types that each data class consists of here; an insurer's answers are part of their claim. */
export const TYPES_OF: Readonly<Record<string, readonly HeldType[]>> = {
  identity: ['Patient'],
  clinical: [
    'Encounter',
    'Condition',
    'Observation',
    'DiagnosticReport',
    'ImagingStudy',
    'MedicationRequest',
  ],
  claim: ['Claim', 'Coverage'],
  consent: ['Consent'],
};

const CLASS_OF = new Map<string, string>([
  ...Object.entries(TYPES_OF).flatMap(([name, types]) => types.map((type) => [type, name] as const)),
  ['ClaimResponse', 'claim'],
  ['ExplanationOfBenefit', 'claim'],
]);

/**
 * The data classes of a provision's resource types; `null` stands for all. A permit covers a class when it names every
 * type of it; a deny of any type of a class denies the class, and one of a word that is none of ours denies all.
 */
export function coveredClasses(types: readonly string[], permit: boolean): readonly (string | null)[] {
  if (types.length === 0) return [null];
  if (permit) {
    const whole = Object.entries(TYPES_OF).filter(([, all]) => all.every((type) => types.includes(type)));
    return whole.map(([name]) => name);
  }
  const classes = types.map((type) => CLASS_OF.get(type) ?? null);
  return classes.includes(null) ? [null] : [...new Set(classes)];
}
