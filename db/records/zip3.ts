/**
 * The three-digit ZIP areas that 20,000 people or fewer lived in by the 2000 census (HHS guidance on 45 CFR
 * 164.514(b)(2)(i)(B)). A list from newer public data is a new edition, and with it a new schema version of Patient.
 */
export const RESTRICTED_ZIP3 = {
  edition: 'census-2000',
  areas: new Set([
    '036',
    '059',
    '063',
    '102',
    '203',
    '556',
    '692',
    '790',
    '821',
    '823',
    '830',
    '831',
    '878',
    '879',
    '884',
    '890',
    '893',
  ]),
} as const;

const UNITED_STATES = new Set(['US', 'USA', 'UNITED STATES', 'UNITED STATES OF AMERICA']);

/**
 * The safe ZIP3 of an address: the first three digits of a United States ZIP code, `000` for a restricted area, `null`
 * where there is no such code. An address without a country is taken for one in the United States when its code
 * has the form of a ZIP code.
 */
export function safeZip3(postalCode: string | null, country: string | null): string | null {
  if (country !== null && !UNITED_STATES.has(country.trim().toUpperCase())) return null;
  const area = /^(\d{3})\d{2}(?:-?\d{4})?$/.exec(postalCode?.trim() ?? '')?.[1];
  if (area === undefined) return null;
  return RESTRICTED_ZIP3.areas.has(area) ? '000' : area;
}
