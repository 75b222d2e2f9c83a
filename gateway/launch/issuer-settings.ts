import { SettingError } from '@caretrail/kit/settings';
import { z } from 'zod';
import { type ClaimMapping, claimMapping, mappingFault } from '../identity/claim-mapping.ts';
import { AUDIENCE } from '../identity/token.ts';

/** JSON of a {@link ClaimMapping}; what is wrong with it is told with its place. */
const mappingSetting = z.string().transform((text, context): ClaimMapping => {
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('must be JSON');
  }
  const fault = mappingFault(value);
  return fault === null ? claimMapping.parse(value) : refuse(`cannot be used (${fault})`);
});

/** How the explorer is known to an issuer of one's own, and how its tokens are read. */
export const CLIENT_SETTINGS = {
  OIDC_CLIENT_ID: z
    .string()
    .regex(/^[\x21-\x7e]{1,256}$/, 'must be the client id that the issuer gave the explorer')
    .optional(),
  OIDC_SCOPE: z
    .string()
    .regex(
      /^(?:[^\s"\\]+ )*openid(?: [^\s"\\]+)*$/,
      'must be scopes with single spaces between, openid among them',
    )
    .optional(),
  /** Whom the issuer's access tokens are for. */
  OIDC_AUDIENCE: z
    .string()
    .regex(/^[\x21-\x7e]{1,256}$/, 'must be the audience that the issuer writes into access tokens')
    .optional(),
  OIDC_CLAIMS: mappingSetting.optional(),
};

/** An issuer of one's own, and how the explorer is known to it. */
export interface IssuerSettings {
  readonly address: string;
  readonly client: string;
  readonly scope: string;
  readonly audience: string;
  /** How its claims are read; absent: its tokens carry the claim `caretrail`. */
  readonly mapping?: ClaimMapping | undefined;
}

type Client = z.infer<z.ZodObject<typeof CLIENT_SETTINGS>>;

/** The issuer of that address; null without one, of which no client can be told. */
export function issuerOf<Address extends string | undefined>(
  client: Client,
  address: Address,
): IssuerSettings | (Address extends string ? never : null);
export function issuerOf(client: Client, address: string | undefined) {
  const [alone] =
    Object.entries(client).find(([name, value]) => name in CLIENT_SETTINGS && value !== undefined) ?? [];
  if (address === undefined && alone !== undefined)
    throw new SettingError(`${alone} asks for OIDC_ISSUER to be set as well.`);
  if (address === undefined) return null;
  return {
    address,
    client: client.OIDC_CLIENT_ID ?? 'caretrail-explorer',
    scope: client.OIDC_SCOPE ?? 'openid',
    audience: client.OIDC_AUDIENCE ?? AUDIENCE,
    ...(client.OIDC_CLAIMS && { mapping: client.OIDC_CLAIMS }),
  };
}
