import type fhir4 from 'fhir/r4.js';
import type { Element } from './element.ts';
import { type Key, optionalKey } from './references.ts';

type Insurance = Pick<fhir4.ClaimInsurance, 'focal' | 'coverage'>;

/** The focal insurance decides, else the first. */
function focalCoverage(insurance: readonly Element<Insurance>[]): Element<fhir4.Reference> | null {
  const focal = insurance.find((element) => element.boolean('focal') === true) ?? insurance[0];
  return focal?.element('coverage') ?? null;
}

/** Words that name who pays: the coverage's own, or those of the payor of a coverage that is contained. */
export function insurerWords(insurance: readonly Element<Insurance>[]): string | null {
  const coverage = focalCoverage(insurance);
  if (coverage === null) return null;
  const id = coverage.text('reference')?.replace(/^#/, '') ?? '';
  const contained = coverage.contained<fhir4.Coverage>(id, 'Coverage');
  return coverage.text('display') ?? (contained === null ? null : payorWords(contained.elements('payor')));
}

export function payorWords(payors: readonly Element<fhir4.Reference>[]): string | null {
  const [payor] = payors;
  return payor?.text('display') ?? payor?.text('reference') ?? null;
}

/** The coverage that a claim names as a record. */
export function coverageKey(insurance: readonly Element<Insurance>[]): Key {
  const coverage = focalCoverage(insurance);
  return coverage?.text('reference')?.startsWith('#') === true ? null : optionalKey(coverage, 'Coverage');
}
