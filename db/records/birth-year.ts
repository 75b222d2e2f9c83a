/** The year of a FHIR date, which is always its first four digits. */
export function birthYear(birthDate: string | null): number | null {
  return birthDate === null ? null : Number(birthDate.slice(0, 4));
}
