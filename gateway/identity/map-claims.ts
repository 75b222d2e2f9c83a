import type { ClaimMapping } from './claim-mapping.ts';

type Claims = Readonly<Record<string, unknown>>;

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;

/** The value at a name, or at a JSON Pointer (RFC 6901, section 4). */
function at(claims: Claims, place: string): unknown {
  if (!place.startsWith('/')) return memberOf(claims, place);
  const names = place.slice(1).split('/');
  return names
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(memberOf, claims);
}

/** The texts of a claim that is one or a list of them. */
const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');

/** The only text of a claim: of two, neither counts. */
function text(value: unknown): string | undefined {
  const [first, ...others] = texts(value);
  return others.length === 0 ? first : undefined;
}

/** A list of scopes as one text; anything else stays what it is, to be read or refused as such. */
const scopeText = (granted: unknown): unknown =>
  Array.isArray(granted) && texts(granted).length === granted.length ? granted.join(' ') : granted;

/** A record id, also at the end of a FHIR reference or address (SMART App Launch, `fhirUser`). */
const recordIn = (value: string | undefined): string | undefined => value?.replace(/^(?:.*\/)?Patient\//, '');

const ofTable = <Value>(
  table: Readonly<Record<string, Value>>,
  name: string | undefined,
): Value | undefined => (name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined);

/**
 * The claims of a token as if its issuer knew Caretrail. What cannot be read is left out, so that the token is refused; what
 * the issuer itself says under `caretrail` does not count. A token with several capacities has none: whoever holds it
 * must be told apart by the issuer.
 */
export function mapClaims(claims: Claims, mapping: ClaimMapping): Claims {
  const { capacity, organization, patient, subject, scope } = mapping;
  const held = [...new Set(texts(at(claims, capacity.claim)))].flatMap(
    (value) => ofTable(capacity.values, value) ?? [],
  );
  const [given, ...others] = held;
  const member = organization && text(at(claims, organization.claim));
  const { caretrail: _, scope: own, ...rest } = claims;
  const granted = scope ? at(claims, scope.claim) : own;
  return {
    ...rest,
    ...(subject && { sub: text(at(claims, subject.claim)) }),
    ...(granted !== undefined && { scope: scopeText(granted) }),
    ...(given !== undefined &&
      others.length === 0 && {
        caretrail:
          given.tier === 'patient'
            ? { ...given, patient: patient && recordIn(text(at(claims, patient.claim))) }
            : {
                ...given,
                organization: organization?.values ? ofTable(organization.values, member) : member,
              },
      }),
  };
}
