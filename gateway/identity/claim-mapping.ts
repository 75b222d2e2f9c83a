import { z } from 'zod';
import { CAPACITY, capacity, slug } from './claims.ts';

/** A claim of a token: its name, or a JSON Pointer (RFC 6901) to one inside others, as `/realm_access/roles`. */
const place = z.string().min(1).max(256);
const only = z.strictObject({ claim: place });

/** Any record and member: whether the rest of a capacity holds together is what is asked. */
const STANDING_FOR = { patient: '00000000-0000-4000-8000-000000000000', organization: 'any-member' };

/**
 * How the tokens of an issuer are read that knows nothing of Caretrail: which value of which claim makes somebody what here.
 *
 * @example
 * { "capacity": { "claim": "/realm_access/roles", "values": { "ehr-doctor": { "tier": "hospital", "role": "clinician" } } },
 *   "organization": { "claim": "site", "values": { "0107": "lakeside" } } }
 */
export const claimMapping = z
  .strictObject({
    /** Capacities by the values that give them: a token must hold exactly one. */
    capacity: z.strictObject({
      claim: place,
      values: z.record(z.string(), z.strictObject(CAPACITY)),
    }),
    /** The member whom staff work for: by value, else the value is its slug. */
    organization: z.strictObject({ claim: place, values: z.record(z.string(), slug).optional() }).optional(),
    /** The record of a patient: its id, or a FHIR reference to it. */
    patient: only.optional(),
    /** Who somebody is among the staff; absent: `sub`. */
    subject: only.optional(),
    /** Scopes, as text with spaces between or as a list; absent: `scope`. */
    scope: only.optional(),
  })
  .superRefine((mapping, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    const values = Object.entries(mapping.capacity.values);
    if (values.length === 0) refuse(['capacity', 'values'], 'names no capacity');
    for (const [value, given] of values) {
      const key = given.tier === 'patient' ? 'patient' : 'organization';
      const { error } = capacity.safeParse({ ...given, [key]: STANDING_FOR[key] });
      if (error) refuse(['capacity', 'values', value], error.issues[0]?.message ?? 'cannot be used');
      if (mapping[key] === undefined) refuse([key], `is needed for ${value}: name its claim`);
    }
  });
export type ClaimMapping = z.infer<typeof claimMapping>;

/** What is wrong with a mapping, in one line that names the place; null: nothing. */
export function mappingFault(value: unknown): string | null {
  const [issue] = claimMapping.safeParse(value).error?.issues ?? [];
  return issue ? `${issue.path.join('.') || 'the mapping'}: ${issue.message}` : null;
}
