import { readFileSync } from 'node:fs';
import {
  closePool,
  connect as connectDatabase,
  liveApiKeys,
  storedBudgets,
  storedContexts,
  storedExports,
  storedPlaces,
} from '@caretrail/db';
import { contextSigner, runProgram } from '@caretrail/kit/remote';
import { SettingError, usable } from '@caretrail/kit/settings';
import type { Logger } from 'pino';
import { KnownKeys } from '../api-key/known-keys.ts';
import type { UsedProofs } from '../identity/dpop/proof.ts';
import { IssuerRefused } from '../identity/issuer-refused.ts';
import { connectSubgraph } from '../remote/connect-subgraph.ts';
import { ForeignSubgraph } from '../remote/foreign-subgraph.ts';
import { Transport } from '../remote/transport.ts';
import { createHub } from '../serve/create-hub.ts';
import { budgetsOf } from './budget-settings.ts';
import { countRequests } from './hub/count-requests.ts';
import { HUB_SETTINGS, type HubSettings, subgraphAddresses } from './hub/hub-settings.ts';
import { recomposer } from './hub/recompose.ts';
import { createOwnSignIn, keysReporter } from './hub/sign-in.ts';
import { issuerOf } from './issuer-settings.ts';
import { limitsOf } from './limit-settings.ts';

/** Milliseconds that the subgraphs may take to be there, at the start and when one of them has changed. */
const SUBGRAPHS_WITHIN = 60_000;

const signIn = (settings: HubSettings, logger: Logger, used: UsedProofs | undefined) =>
  createOwnSignIn(issuerOf(settings, settings.OIDC_ISSUER), {
    onFailure: keysReporter(logger),
    used,
  }).catch((error: unknown) => {
    throw error instanceof IssuerRefused ? new SettingError(error.message, { cause: error }) : error;
  });

/** A hub whose subgraphs are in processes of their own: it has no home, and of the database what hubs count together. */
await runProgram('hub', HUB_SETTINGS, async ({ settings, logger, metrics, tracer, untilStopped }) => {
  const addresses = subgraphAddresses(settings, process.env);
  const sign = usable('CONTEXT_KEY', 'must be a private JWK with kty OKP, crv Ed25519 and a kid', () =>
    contextSigner(settings.CONTEXT_KEY),
  );
  const transport = new Transport();
  const foreign = [...settings.THIRD_PARTY_SUBGRAPHS].map(
    ([name, url]) => new ForeignSubgraph({ name, url, transport, logger }),
  );
  const connect = () => {
    const signal = AbortSignal.timeout(SUBGRAPHS_WITHIN);
    return Promise.all([
      ...[...addresses].map(([name, url]) =>
        connectSubgraph({ name, url, sign, transport, onSchemaChange, logger }, signal),
      ),
      ...foreign.map((one) => one.connect(signal)),
    ]);
  };
  const onSchemaChange = recomposer({ connect, compose: (subgraphs) => hub.compose(subgraphs), logger });
  const budgets = budgetsOf(settings);
  const { DATABASE_LOGIN_URL: login } = settings;
  const pool = login === undefined ? null : connectDatabase(login, { max: 4, name: 'caretrail hub' });
  const used = pool ? storedContexts(pool) : undefined;
  const [{ identity, mounts, origins }, subgraphs] = await Promise.all([
    signIn(settings, logger, used),
    connect(),
  ]);
  const stored = pool ? storedBudgets(pool) : undefined;
  const places = pool ? storedPlaces(pool) : undefined;
  const trust = readFileSync(settings.TRUST_FILE, 'utf8');
  const hub = await createHub({
    subgraphs,
    identity,
    ...(pool && { apiKeys: new KnownKeys(() => liveApiKeys(pool), logger) }),
    mounts,
    port: settings.PORT,
    host: settings.HOST,
    names: settings.CARETRAIL_HOSTS,
    budgets: { ...budgets, ...(stored && { stored }) },
    limits: limitsOf(settings, budgets),
    notice: settings.NOTICE_SECONDS,
    drain: settings.DRAIN_SECONDS,
    ready: () => true,
    trust: async () => trust,
    ...(settings.EXPLORER_FOLDER && { explorer: { folder: settings.EXPLORER_FOLDER, connect: origins } }),
    ...(pool && { exports: storedExports(pool) }),
    live: { ...(places && { places }) },
    logger,
    metrics: await countRequests(metrics, pool ? new Map([['caretrail_hub', pool]]) : undefined),
    tracer,
  });
  const stopped = new AbortController();
  for (const one of foreign)
    void one.watch(onSchemaChange, settings.THIRD_PARTY_POLL_SECONDS * 1_000, stopped.signal);
  await untilStopped({ url: hub.url });
  stopped.abort();
  await hub.close();
  stored?.close();
  places?.close();
  used?.close();
  await Promise.all([transport.close(), pool && closePool(pool)]);
});
