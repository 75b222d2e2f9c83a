import { readFileSync } from 'node:fs';
import { contextSigner, readyUntilStopped, runProgram } from '@caretrail/kit/remote';
import { SettingError, usable } from '@caretrail/kit/settings';
import { createIdentity } from '../identity/authenticate.ts';
import { discoverKeys } from '../identity/issuer-keys.ts';
import { connectSubgraph } from '../remote/connect-subgraph.ts';
import { Transport } from '../remote/transport.ts';
import { createHub } from '../serve/create-hub.ts';
import { HUB_SETTINGS, subgraphAddresses } from './hub/hub-settings.ts';
import { recomposer } from './hub/recompose.ts';

/** Milliseconds that the subgraphs may take to be there, at the start and when one of them has changed. */
const SUBGRAPHS_WITHIN = 60_000;

async function issuerKeys(issuer: string) {
  try {
    return await discoverKeys(issuer);
  } catch (cause) {
    throw new SettingError('OIDC_ISSUER does not answer discovery: see that it runs and is named exactly.', {
      cause,
    });
  }
}

/** A hub whose subgraphs are in processes of their own: it has no database and no home. */
await runProgram('hub', HUB_SETTINGS, async ({ settings, logger }) => {
  const addresses = subgraphAddresses(settings, process.env);
  const sign = usable('CONTEXT_KEY', 'must be a private JWK with kty OKP, crv Ed25519 and a kid', () =>
    contextSigner(settings.CONTEXT_KEY),
  );
  const transport = new Transport();
  const connect = () =>
    Promise.all(
      [...addresses].map(([name, url]) =>
        connectSubgraph(
          { name, url, sign, transport, onSchemaChange, logger },
          AbortSignal.timeout(SUBGRAPHS_WITHIN),
        ),
      ),
    );
  const onSchemaChange = recomposer({ connect, compose: (subgraphs) => hub.compose(subgraphs), logger });
  const [keys, subgraphs] = await Promise.all([issuerKeys(settings.OIDC_ISSUER), connect()]);
  const trust = readFileSync(settings.TRUST_FILE, 'utf8');
  const hub = await createHub({
    subgraphs,
    identity: createIdentity(settings.OIDC_ISSUER, keys),
    port: settings.PORT,
    host: settings.HOST,
    names: settings.CARETRAIL_HOSTS,
    notice: settings.NOTICE_SECONDS,
    drain: settings.DRAIN_SECONDS,
    ready: () => true,
    trust: async () => trust,
    ...(settings.EXPLORER_FOLDER && { explorer: settings.EXPLORER_FOLDER }),
    logger,
  });
  await readyUntilStopped({ url: hub.url });
  await hub.close();
  await transport.close();
});
