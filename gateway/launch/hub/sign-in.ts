import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { createIdentity } from '../../identity/authenticate.ts';
import type { UsedProofs } from '../../identity/dpop/proof.ts';
import type { Identity } from '../../identity/identity.ts';
import { createIssuer, ISSUER_PATH } from '../../identity/issuer/issuer.ts';
import { EXPLORER_CLIENT, EXPLORER_SCOPE } from '../../identity/issuer/provider.ts';
import { discoverIssuer } from '../../identity/known-issuer.ts';
import type { Persona } from '../../identity/persona.ts';
import type { Mount } from '../../serve/options.ts';
import type { IssuerSettings } from '../issuer-settings.ts';
import type { HubConfig } from './hub-config.ts';

/** Tells the log that an issuer's keys cannot be fetched. */
export const keysReporter =
  (logger: Logger) =>
  (error: unknown): void =>
    logger.error({ err: error }, 'the issuer gave no keys: those that are known still count');

/** Locales of the explorer, by the first part of its addresses. */
const LOCALES = ['en', 'zh'];

/** How callers are known, and what the hub serves for it. */
export interface SignIn {
  readonly identity: Identity;
  readonly mounts: readonly Mount[];
  /** Origins that the explorer asks besides its own. */
  readonly origins: readonly string[];
}

/** A path that answers JSON to anyone. */
const jsonMount = (path: string, answer: () => unknown): Mount => ({
  path,
  async handle(request, response: ServerResponse) {
    if (request.method !== 'GET') {
      response.writeHead(405, { allow: 'GET' }).end();
      return;
    }
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(JSON.stringify(await answer()));
  },
});

/** What the explorer must know to sign somebody in; nothing of it is secret. */
const explorerMount = (issuer: string, client: string, scope: string, personas: boolean): Mount =>
  jsonMount('/sign-in.json', () => ({ issuer, client, scope, personas }));

interface SignInOptions {
  /** Told when an issuer's keys cannot be fetched; those that are known still count. */
  readonly onFailure?: (error: unknown) => void;
  /** Where proofs of holders are used up; absent: tokens that are bound to a key do not count. */
  readonly used?: UsedProofs | undefined;
}

/**
 * An issuer of one's own.
 * @throws IssuerRefused when it does not answer, or calls itself otherwise
 */
export async function createOwnSignIn(
  { address, client, scope, audience, mapping }: IssuerSettings,
  { onFailure, used }: SignInOptions = {},
): Promise<SignIn> {
  const { keys, origins } = await discoverIssuer(address, onFailure);
  return {
    identity: createIdentity({ issuer: address, audience, mapping }, keys, used),
    origins,
    mounts: [explorerMount(address, client, scope, false)],
  };
}

/** The embedded issuer with the demo's personas, or an issuer of one's own. */
export async function createSignIn(
  { port, issuer }: Pick<HubConfig, 'port' | 'issuer'>,
  personas: () => Promise<readonly Persona[]>,
  options: SignInOptions = {},
): Promise<SignIn> {
  if ('external' in issuer) return createOwnSignIn(issuer.external, options);
  const origins = ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${port}`);
  const identifier = `${origins[0]}${ISSUER_PATH}`;
  const embedded = createIssuer({
    issuer: identifier,
    key: issuer.embedded,
    cookieKey: issuer.cookie,
    redirects: origins.flatMap((origin) => LOCALES.map((locale) => `${origin}/${locale}/signed-in`)),
    personas,
  });
  return {
    identity: createIdentity(identifier, embedded.keys, options.used),
    origins: [],
    mounts: [
      { path: ISSUER_PATH, handle: embedded.handle },
      jsonMount('/personas', personas),
      explorerMount(ISSUER_PATH, EXPLORER_CLIENT, EXPLORER_SCOPE, true),
    ],
  };
}
