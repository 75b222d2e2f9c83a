import { resolve } from 'node:path';
import { RECORD_TYPES } from '@caretrail/db/records';
import {
  collectorSetting,
  type Environment,
  hostsSetting,
  logSetting,
  metricsPortSetting,
  parseSettings,
  portSetting,
  postgresSetting,
  retentionSetting,
  SettingError,
  treatingDaysSetting,
} from '@caretrail/kit/settings';
import { z } from 'zod';
import { BUDGET_SETTINGS, type BudgetSettings, budgetsOf } from './budget-settings.ts';
import { CLIENT_SETTINGS, type IssuerSettings, issuerOf } from './issuer-settings.ts';
import { LIMIT_SETTINGS, type LimitSettings, limitsOf } from './limit-settings.ts';

const switches = z.enum(['on', 'off'], { error: 'must be on or off' });
const environment = z.object({
  PORT: portSetting.default(4000),
  METRICS_PORT: metricsPortSetting,
  CARETRAIL_HOSTS: hostsSetting,
  CARETRAIL_HOME: z.string().min(1, 'must name a folder').default('.caretrail'),
  CARETRAIL_DEMO: switches.default('on'),
  CARETRAIL_TREATING_DAYS: treatingDaysSetting,
  CARETRAIL_RETENTION: retentionSetting(Object.keys(RECORD_TYPES)),
  CARETRAIL_LOG: logSetting,
  DATABASE_URL: postgresSetting.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: collectorSetting,
  OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'must be the https address of an issuer' }).optional(),
  ...CLIENT_SETTINGS,
  ...BUDGET_SETTINGS,
  ...LIMIT_SETTINGS,
});

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
  /** How long records are kept, as an interval of PostgreSQL's, by type; others are kept for ever. */
  readonly retention: ReadonlyMap<string, string>;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** TCP port of Prometheus metrics on loopback; 0 takes a free one, null serves none. */
  readonly metricsPort: number | null;
  /** Base address of an OTLP/HTTP collector that traces go to; null: nothing is traced. */
  readonly collector: string | null;
  /** An administrator's connection to a PostgreSQL of one's own; null starts the embedded server. */
  readonly databaseUrl: string | null;
  /** An OpenID Connect issuer of one's own; null starts the embedded one. */
  readonly issuer: IssuerSettings | null;
  /** What callers may ask for in a minute. */
  readonly budgets: BudgetSettings;
  /** What one question may ask for, where it differs from the defaults. */
  readonly limits: LimitSettings;
}

/** Reads the environment. Throws `SettingError` with one line a person can act on. */
export function readSettings(env: Environment): Settings {
  const [remote] = Object.keys(env).filter((name) => /^SUBGRAPH_\w+_URL$/.test(name) && env[name]);
  if (remote !== undefined)
    throw new SettingError(
      `${remote} is for a hub alone, which \`npm run hub\` starts; this starts everything.`,
    );
  const values = parseSettings(environment, env);
  const budgets = budgetsOf(values);
  return {
    port: values.PORT,
    hosts: values.CARETRAIL_HOSTS,
    home: resolve(values.CARETRAIL_HOME),
    demo: values.CARETRAIL_DEMO === 'on',
    treatingDays: values.CARETRAIL_TREATING_DAYS,
    retention: values.CARETRAIL_RETENTION,
    logLevel: values.CARETRAIL_LOG,
    metricsPort: values.METRICS_PORT,
    collector: values.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    databaseUrl: values.DATABASE_URL ?? null,
    issuer: issuerOf(values, values.OIDC_ISSUER),
    budgets,
    limits: limitsOf(values, budgets),
  };
}
