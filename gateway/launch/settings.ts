import { resolve } from 'node:path';
import { z } from 'zod';

/** A setting that cannot be used; the message names the setting and the cure, never the value of a secret. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

const switches = z.enum(['on', 'off'], { error: 'must be on or off' });
const port = z.coerce
  .number({ error: 'must be 0 (any free port) to 65535' })
  .int('must be a whole number')
  .min(0, 'must be 0 (any free port) to 65535')
  .max(65535, 'must be 0 (any free port) to 65535');

const hostNames = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
  .pipe(
    z.array(z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'must be host names, parted by commas')),
  );

const isComplete = ({ hostname, username, pathname }: URL) =>
  hostname !== '' && username !== '' && pathname.length > 1;

const environment = z.object({
  PORT: port.default(4000),
  METRICS_PORT: z
    .union([z.literal('off').transform(() => null), port], {
      error: 'must be off, 0 (any free port) or a port to 65535',
    })
    .default(null),
  CARETRAIL_HOSTS: hostNames.default([]),
  CARETRAIL_HOME: z.string().min(1, 'must name a folder').default('.caretrail'),
  CARETRAIL_DEMO: switches.default('on'),
  CARETRAIL_TREATING_DAYS: z.coerce
    .number({ error: 'must be a number of days' })
    .int('must be a whole number of days')
    .min(1, 'must be at least 1 day')
    .max(3650, 'must be at most 3650 days')
    .default(365),
  CARETRAIL_LOG: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'], {
      error: 'must be silent, error, warn, info or debug',
    })
    .default('warn'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
    // Each process gets the address under its own name: without a host the URL could not carry one.
    .refine(
      (address) => isComplete(new URL(address)),
      'must read postgres://user:password@host:port/database',
    )
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be the http address of an OpenTelemetry collector' })
    .optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be the https address of an issuer' }).optional(),
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
});

/** An issuer of one's own, and how the explorer is known to it. */
export interface IssuerSettings {
  readonly address: string;
  readonly client: string;
  readonly scope: string;
}

type Environment = z.infer<typeof environment>;

function issuerOf({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_SCOPE }: Environment): IssuerSettings | null {
  const [alone] =
    Object.entries({ OIDC_CLIENT_ID, OIDC_SCOPE }).find(([, value]) => value !== undefined) ?? [];
  if (OIDC_ISSUER === undefined && alone !== undefined)
    throw new SettingError(`${alone} asks for OIDC_ISSUER to be set as well.`);
  if (OIDC_ISSUER === undefined) return null;
  return {
    address: OIDC_ISSUER,
    client: OIDC_CLIENT_ID ?? 'caretrail-explorer',
    scope: OIDC_SCOPE ?? 'openid',
  };
}

/** What the launcher is told by its environment, read once. */
export interface Settings {
  /** TCP port of the hub on loopback; 0 takes a free one. */
  readonly port: number;
  /** Names by which the hub may be asked besides addresses and `localhost`, as behind a proxy that keeps them. */
  readonly hosts: readonly string[];
  /** Absolute path of the folder that holds database, ledger and keys. */
  readonly home: string;
  readonly demo: boolean;
  /** Days after an encounter's end for which its organization counts as treating. */
  readonly treatingDays: number;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** TCP port of Prometheus metrics on loopback; 0 takes a free one, null serves none. */
  readonly metricsPort: number | null;
  /** Base address of an OTLP/HTTP collector that traces go to; null: nothing is traced. */
  readonly collector: string | null;
  /** An administrator's connection to a PostgreSQL of one's own; null starts the embedded server. */
  readonly databaseUrl: string | null;
  /** An OpenID Connect issuer of one's own; null starts the embedded one. */
  readonly issuer: IssuerSettings | null;
}

/** Reads the environment; an empty variable counts as unset. Throws {@link SettingError} with one line a person can act on. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SettingError(`${String(issue?.path[0] ?? 'A setting')} ${issue?.message ?? 'is not usable'}.`);
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    hosts: values.CARETRAIL_HOSTS,
    home: resolve(values.CARETRAIL_HOME),
    demo: values.CARETRAIL_DEMO === 'on',
    treatingDays: values.CARETRAIL_TREATING_DAYS,
    logLevel: values.CARETRAIL_LOG,
    metricsPort: values.METRICS_PORT,
    collector: values.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    databaseUrl: values.DATABASE_URL ?? null,
    issuer: issuerOf(values),
  };
}
