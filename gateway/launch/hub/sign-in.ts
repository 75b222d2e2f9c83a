import type { ServerResponse } from 'node:http';
import { createIdentity } from '../../identity/authenticate.ts';
import type { Identity } from '../../identity/identity.ts';
import { createIssuer, ISSUER_PATH } from '../../identity/issuer/issuer.ts';
import { discoverKeys } from '../../identity/issuer-keys.ts';
import type { Persona } from '../../identity/persona.ts';
import type { Mount } from '../../serve/options.ts';
import type { HubConfig } from './hub-config.ts';

/** Locales of the explorer, by the first part of its addresses. */
const LOCALES = ['en', 'zh'];

/** How callers are known, and what the hub serves for it. */
export interface SignIn {
  readonly identity: Identity;
  readonly mounts: readonly Mount[];
}

function personasMount(personas: () => Promise<readonly Persona[]>): Mount {
  return {
    path: '/personas',
    async handle(request, response: ServerResponse) {
      if (request.method !== 'GET') {
        response.writeHead(405, { allow: 'GET' }).end();
        return;
      }
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
      });
      response.end(JSON.stringify(await personas()));
    },
  };
}

/** The embedded issuer with the demo's personas, or an issuer of one's own. */
export async function createSignIn(
  config: HubConfig,
  personas: () => Promise<readonly Persona[]>,
): Promise<SignIn> {
  const { issuer } = config;
  if ('external' in issuer)
    return { identity: createIdentity(issuer.external, await discoverKeys(issuer.external)), mounts: [] };
  const origins = ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${config.port}`);
  const identifier = `${origins[0]}${ISSUER_PATH}`;
  const embedded = createIssuer({
    issuer: identifier,
    key: issuer.embedded,
    cookieKey: issuer.cookie,
    redirects: origins.flatMap((origin) => LOCALES.map((locale) => `${origin}/${locale}/signed-in`)),
    personas,
  });
  return {
    identity: createIdentity(identifier, embedded.keys),
    mounts: [{ path: ISSUER_PATH, handle: embedded.handle }, personasMount(personas)],
  };
}
