import {
  type Environment,
  fileSetting,
  folderSetting,
  hostsSetting,
  LISTENER_SETTINGS,
  portSetting,
  postgresSetting,
  SettingError,
} from '@caretrail/kit/settings';
import { z } from 'zod';
import { BUDGET_SETTINGS } from '../budget-settings.ts';
import { CLIENT_SETTINGS } from '../issuer-settings.ts';
import { LIMIT_SETTINGS } from '../limit-settings.ts';

/** Scheme, host and port: the hub adds the path. */
const origin = z
  .url({ protocol: /^https?$/, error: 'must be an http:// or https:// address', abort: true })
  .refine((address) => ['', '/'].includes(new URL(address).pathname), 'must have no path')
  .transform((address) => new URL(address).origin);

/** Names that the graph's own subgraphs have. */
const OWN = ['patients', 'claims', 'chain', 'self'];

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON' });
    return z.NEVER;
  }
});

/** `name=address` pairs, parted by commas, to addresses by name. */
const foreignAddresses = z
  .string()
  .default('')
  .transform((text, context): ReadonlyMap<string, string> => {
    const found = new Map<string, string>();
    for (const pair of text.split(',').map((part) => part.trim())) {
      if (pair === '') continue;
      const [, name = '', address = ''] = /^([a-z][a-z0-9_]*)=(.+)$/.exec(pair) ?? [];
      const url = origin.safeParse(address);
      if (!url.success || found.has(name) || OWN.includes(name)) {
        context.addIssue({
          code: 'custom',
          message: `must be pairs like devices=https://devices.example:4001, each name once and none of ${OWN.join(', ')}`,
        });
        return z.NEVER;
      }
      found.set(name, url.data);
    }
    return found;
  });

/** Settings of a hub whose subgraphs are in processes of their own. It keeps nothing of its own: any number of them may run. */
export const HUB_SETTINGS = z.object({
  ...LISTENER_SETTINGS,
  PORT: portSetting.default(4000),
  CARETRAIL_HOSTS: hostsSetting,
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be the https address of an issuer' }),
  ...CLIENT_SETTINGS,
  ...BUDGET_SETTINGS,
  ...LIMIT_SETTINGS,
  /** Login of hubs, by which they share budgets; without it each counts for itself. */
  DATABASE_LOGIN_URL: postgresSetting.optional(),
  SUBGRAPH_PATIENTS_URL: origin,
  SUBGRAPH_CLAIMS_URL: origin,
  SUBGRAPH_CHAIN_URL: origin,
  /** Subgraphs of somebody else's: `name=https://host:port`, parted by commas. */
  THIRD_PARTY_SUBGRAPHS: foreignAddresses,
  /** Seconds between two looks at whether one of them serves another schema. */
  THIRD_PARTY_POLL_SECONDS: z.coerce
    .number('must be a number of seconds')
    .int()
    .min(1)
    .max(86_400)
    .default(10),
  /** The private JWK that contexts are signed with. */
  CONTEXT_KEY: json,
  /** The deployment's trust file, served as `/trust.json`. */
  TRUST_FILE: fileSetting,
  /** Folder of the built explorer; without it the hub answers the graph alone. */
  EXPLORER_FOLDER: folderSetting.optional(),
});
export type HubSettings = z.infer<typeof HUB_SETTINGS>;

const ADDRESS = /^SUBGRAPH_(\w+)_URL$/;

/** Where each subgraph is. Throws `SettingError` for an address of a subgraph that the graph does not have. */
export function subgraphAddresses(settings: HubSettings, env: Environment): ReadonlyMap<string, string> {
  const known = Object.entries(settings).flatMap(([name, value]) => {
    const [, subgraph] = ADDRESS.exec(name) ?? [];
    return subgraph === undefined ? [] : [[subgraph.toLowerCase(), String(value)] as const];
  });
  const addresses = new Map(known);
  const stranger = Object.keys(env).find((name) => {
    const [, subgraph] = ADDRESS.exec(name) ?? [];
    return subgraph !== undefined && !addresses.has(subgraph.toLowerCase());
  });
  if (stranger !== undefined)
    throw new SettingError(
      `${stranger} names no subgraph: there are ${[...addresses.keys()].join(', ')} (SUBGRAPH_PATIENTS_URL, …).`,
    );
  return addresses;
}
