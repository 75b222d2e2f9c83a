/** A number of a FHIR resource with the digits that it came with: `1.10` is not `1.1` (FHIR R4, "decimal"). */
class Decimal {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
}

const DIGITS = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

export const decimal = (digits: string | undefined): Decimal | undefined =>
  digits !== undefined && DIGITS.test(digits) ? new Decimal(digits) : undefined;

/** One line of NDJSON. FHIR has no null and nothing empty: such members are left out. */
export function line(resource: object): string {
  return `${text(resource) ?? '{}'}\n`;
}

function text(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Decimal) return value.digits;
  if (Array.isArray(value)) {
    const items = value.map(text).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : `[${items.join(',')}]`;
  }
  if (typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).flatMap(([name, member]) => {
    const written = text(member);
    return written === undefined ? [] : [`${JSON.stringify(name)}:${written}`];
  });
  return members.length === 0 ? undefined : `{${members.join(',')}}`;
}
