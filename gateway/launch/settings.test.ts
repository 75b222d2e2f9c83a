import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const RETENTION = 'CARETRAIL_RETENTION must be pairs like Observation=10y';

describe('settings', () => {
  it('have defaults, and an empty variable counts as unset', () => {
    expect(readSettings({ PORT: '', CARETRAIL_HOME: '/somewhere' })).toMatchObject({
      port: 4000,
      home: '/somewhere',
      demo: true,
      databaseUrl: null,
      issuer: null,
      treatingDays: 365,
      metricsPort: null,
      collector: null,
      hosts: [],
    });
    expect(readSettings({ METRICS_PORT: 'off' }).metricsPort).toBeNull();
    expect(readSettings({ METRICS_PORT: '9464' }).metricsPort).toBe(9464);
  });

  it('name hosts in a list', () => {
    expect(readSettings({ CARETRAIL_HOSTS: 'hub.example, Caretrail' }).hosts).toEqual([
      'hub.example',
      'caretrail',
    ]);
  });

  it('give tiers what they may ask for in a minute', () => {
    const { allowances, proxyHops } = readSettings({
      CARETRAIL_REQUESTS_PER_MINUTE: '0, public=600',
      CARETRAIL_COST_PER_MINUTE: 'payer=20000',
      CARETRAIL_PROXY_HOPS: '1',
    }).budgets;
    expect([allowances.public.requests, allowances.patient.requests, proxyHops]).toEqual([600, 0, 1]);
    expect([allowances.payer.cost, allowances.hospital.cost]).toEqual([20_000, 6_000_000]);
  });

  it('set the limits of one question that differ from the defaults', () => {
    expect(readSettings({}).limits).toEqual({});
    const CARETRAIL_QUERY_LIMITS = 'cost=50000, public-cost=500';
    expect(readSettings({ CARETRAIL_QUERY_LIMITS }).limits).toEqual({ cost: 50_000, publicCost: 500 });
  });

  it.each([
    ...['many', '-1', 'clinic=5', 'public=', '1.5', '99999999999'].map(
      (text): [Record<string, string>, string] => [
        { CARETRAIL_REQUESTS_PER_MINUTE: text },
        'CARETRAIL_REQUESTS_PER_MINUTE must be 0 or 1 to 1000000000, for all or in pairs like public=1',
      ],
    ),
    [{ CARETRAIL_COST_PER_MINUTE: '19999' }, 'CARETRAIL_COST_PER_MINUTE must be 0 or 20000 to 1000000000'],
    [{ CARETRAIL_PROXY_HOPS: '-1' }, 'CARETRAIL_PROXY_HOPS must be a number of proxies, 0 to 10.'],
    [{ PORT: 'http' }, 'PORT must be 0 (any free port) to 65535.'],
    [{ PORT: '70000' }, 'PORT must be 0 (any free port) to 65535.'],
    [{ METRICS_PORT: 'on' }, 'METRICS_PORT must be off, 0 (any free port) or a port to 65535.'],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' },
      'OTEL_EXPORTER_OTLP_ENDPOINT must be the http address',
    ],
    [{ CARETRAIL_DEMO: 'yes' }, 'CARETRAIL_DEMO must be on or off.'],
    [{ CARETRAIL_HOSTS: 'http://hub.example' }, 'CARETRAIL_HOSTS must be host names, parted by commas.'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must be a postgres:// address.'],
    ...['postgres:///caretrail', 'postgres://me:secret@host', 'postgres://host/caretrail'].map(
      (address): [Record<string, string>, string] => [
        { DATABASE_URL: address },
        'DATABASE_URL must read postgres://user:password@host:port/database.',
      ],
    ),
    [{ OIDC_CLIENT_ID: 'explorer' }, 'OIDC_CLIENT_ID asks for OIDC_ISSUER to be set as well.'],
    [{ OIDC_ISSUER: 'id.example' }, 'OIDC_ISSUER must be the https address of an issuer.'],
    [
      { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'two words' },
      'OIDC_CLIENT_ID must be the client id that the issuer gave the explorer.',
    ],
    [
      { OIDC_ISSUER: 'https://id.example', OIDC_SCOPE: 'caretrail' },
      'OIDC_SCOPE must be scopes with single spaces between, openid among them.',
    ],
    [{ OIDC_ISSUER: 'https://id.example', OIDC_CLAIMS: '{' }, 'OIDC_CLAIMS must be JSON.'],
    [
      { OIDC_ISSUER: 'https://id.example', OIDC_CLAIMS: '{"capacity":{"claim":"role","values":{}}}' },
      'OIDC_CLAIMS cannot be used (capacity.values: names no capacity).',
    ],
    [{ OIDC_AUDIENCE: 'records' }, 'OIDC_AUDIENCE asks for OIDC_ISSUER to be set as well.'],
    [
      { CARETRAIL_QUERY_LIMITS: 'width=3' },
      'CARETRAIL_QUERY_LIMITS must be pairs like cost=20000,depth=15, of cost, public-cost, depth, aliases, tokens, body.',
    ],
    [{ CARETRAIL_QUERY_LIMITS: 'depth=2' }, 'CARETRAIL_QUERY_LIMITS must have depth from 5 to 50.'],
    [
      { CARETRAIL_QUERY_LIMITS: 'cost=50000', CARETRAIL_COST_PER_MINUTE: 'payer=30000' },
      'CARETRAIL_QUERY_LIMITS lets one question cost 50000, which is more than CARETRAIL_COST_PER_MINUTE gives payer: raise that, or lower this.',
    ],
    [{ CARETRAIL_TREATING_DAYS: '0' }, 'CARETRAIL_TREATING_DAYS must be at least 1 day.'],
    [{ CARETRAIL_RETENTION: 'Observation=1d' }, RETENTION],
    [{ CARETRAIL_RETENTION: 'Observation=10' }, RETENTION],
    [{ CARETRAIL_RETENTION: 'Observations=10y' }, RETENTION],
    [{ CARETRAIL_RETENTION: 'Claim=1y,Claim=2y' }, RETENTION],
  ])('%o are refused in one line that names the setting', (env, line) => {
    expect(() => readSettings(env)).toThrow(line);
  });

  it('name the explorer to an issuer of one’s own', () => {
    expect(readSettings({ OIDC_ISSUER: 'https://id.example' }).issuer).toEqual({
      address: 'https://id.example',
      client: 'caretrail-explorer',
      scope: 'openid',
      audience: 'caretrail',
    });
  });

  it('never repeat a value, which may be a secret', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://me:secret@host' })).toThrow(/^(?!.*secret)/);
  });
});
