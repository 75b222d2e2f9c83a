import { SettingError } from '@caretrail/kit/settings';
import { z } from 'zod';

/** How the explorer is known to an issuer of one's own. */
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
};

/** An issuer of one's own, and how the explorer is known to it. */
export interface IssuerSettings {
  readonly address: string;
  readonly client: string;
  readonly scope: string;
}

type Client = z.infer<z.ZodObject<typeof CLIENT_SETTINGS>>;

/** The issuer of that address; null without one, of which no client can be told. */
export function issuerOf<Address extends string | undefined>(
  client: Client,
  address: Address,
): IssuerSettings | (Address extends string ? never : null);
export function issuerOf({ OIDC_CLIENT_ID, OIDC_SCOPE }: Client, address: string | undefined) {
  const [alone] =
    Object.entries({ OIDC_CLIENT_ID, OIDC_SCOPE }).find(([, value]) => value !== undefined) ?? [];
  if (address === undefined && alone !== undefined)
    throw new SettingError(`${alone} asks for OIDC_ISSUER to be set as well.`);
  if (address === undefined) return null;
  return { address, client: OIDC_CLIENT_ID ?? 'caretrail-explorer', scope: OIDC_SCOPE ?? 'openid' };
}
