import {
  connect,
  feedPosition,
  liveApiKeys,
  storedBudgets,
  storedContexts,
  storedExports,
  storedPlaces,
} from '@caretrail/db';
import { personas } from '@caretrail/db/demo';
import { observe } from '@caretrail/kit/observe';
import { KnownKeys } from '../../api-key/known-keys.ts';
import { IssuerRefused } from '../../identity/issuer-refused.ts';
import { createHub } from '../../serve/create-hub.ts';
import { countRequests } from '../hub/count-requests.ts';
import { hubConfig, readyMessage } from '../hub/hub-config.ts';
import { LocalIntake } from '../hub/intake.ts';
import { createSignIn, keysReporter } from '../hub/sign-in.ts';
import { createSubgraphs } from '../hub/subgraphs.ts';
import { connectParent } from './parent.ts';

const parent = await connectParent();
const config = hubConfig.parse(parent.config);
const { logger, metrics, tracer } = await observe({ process: 'hub', ...config });
if (metrics) parent.onQuestion('metrics', metrics.json);
let ready = false;
parent.onMessage((message) => {
  ready ||= readyMessage.safeParse(message).success;
});

const own = connect(config.database.hub, { max: 4, name: 'caretrail hub' });
const stored = storedBudgets(own);
const places = storedPlaces(own);
const used = storedContexts(own);
const { subgraphs, pools, trust } = createSubgraphs(config, logger);
const intake = new LocalIntake(config.database.import, config.treatingDays);
const { identity, mounts, origins } = await createSignIn(config, () => personas(own), {
  onFailure: keysReporter(logger),
  used,
}).catch((error: unknown) => {
  if (error instanceof IssuerRefused) return parent.refuse(error.message);
  throw error;
});
const hub = await createHub({
  subgraphs,
  identity,
  apiKeys: new KnownKeys(() => liveApiKeys(own), logger),
  mounts,
  intake,
  exports: storedExports(own),
  port: config.port,
  names: config.hosts,
  budgets: { ...config.budgets, stored },
  limits: config.limits,
  ready: () => ready,
  trust: async () => trust,
  explorer: { folder: config.explorer, connect: origins },
  live: { head: () => feedPosition(own), places },
  logger,
  metrics: await countRequests(metrics, pools),
  tracer,
});
parent.ready({ url: hub.url });
if (!parent.stopping.aborted)
  await new Promise((resolve) => parent.stopping.addEventListener('abort', resolve, { once: true }));
await hub.close();
stored.close();
places.close();
used.close();
await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
await Promise.all([own.end(), intake.close()]);
await tracer?.close();
process.exit(0);
