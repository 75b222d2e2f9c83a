/** `YYYY-MM` of a FHIR dateTime as we hold it; `null` where only the year is known. */
export function month(dateTime: string | null): string | null {
  return dateTime === null || dateTime.length < 7 ? null : dateTime.slice(0, 7);
}
