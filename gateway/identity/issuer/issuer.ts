import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import type { Persona } from '../persona.ts';
import { createProvider, type IssuerOptions } from './provider.ts';

/** Where the embedded issuer is mounted on the hub. */
export const ISSUER_PATH = '/oidc';

/** An OpenID Connect issuer of the demo: whoever sits at this computer may be any persona. */
export interface EmbeddedIssuer {
  readonly keys: JWTVerifyGetKey;
  /** Answers what lies under {@link ISSUER_PATH}. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export interface EmbeddedIssuerOptions extends Omit<IssuerOptions, 'personaOf'> {
  readonly personas: () => Promise<readonly Persona[]>;
}

const SIGN_IN = /^\/sign-in\/[A-Za-z0-9_-]+$/;

function refuse(response: ServerResponse, reason: string): void {
  response.writeHead(400, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ error: 'invalid_request', error_description: reason }));
}

export function createIssuer(options: EmbeddedIssuerOptions): EmbeddedIssuer {
  const personaOf = async (subject: string) =>
    (await options.personas()).find((persona) => persona.subject === subject);
  const provider = createProvider({ ...options, personaOf });
  const callback = provider.callback();
  const { d: _private, ...publicKey } = options.key;

  /** The persona named by `login_hint` is signed in at once: there is no password to ask for. */
  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { params } = await provider.interactionDetails(request, response);
    const hint = params['login_hint'];
    const persona = (await options.personas()).find(({ name }) => name === hint);
    if (!persona?.subject) return refuse(response, 'login_hint must name a persona of the demo');
    await provider.interactionFinished(request, response, { login: { accountId: persona.subject } });
  }

  return {
    keys: createLocalJWKSet({ keys: [publicKey] }),
    async handle(request, response) {
      // The provider finds its mount path by comparing the two, as under any router.
      const original = request.url ?? '/';
      Object.assign(request, { originalUrl: original });
      const below = original.slice(ISSUER_PATH.length);
      request.url = below.startsWith('/') ? below : `/${below}`;
      const [path = ''] = request.url.split('?');
      if (!SIGN_IN.test(path)) return callback(request, response);
      try {
        await signIn(request, response);
      } catch {
        if (!response.headersSent) refuse(response, 'this sign-in has ended: start again');
      }
    },
  };
}
