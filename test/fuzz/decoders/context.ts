import { createPrivateKey, sign } from 'node:crypto';
import { PUBLIC_CALLER } from '@caretrail/kit';
import { contextSigner, makeContextKey } from '@caretrail/kit/remote';
import { createLocalJWKSet } from 'jose';
import { ContextRefused, contextVerifier } from '../../../subgraphs/kit/remote/context/verify-context.ts';
import type { Decoder } from '../decoder.ts';

const BODY = '{}';

/** The signed context of a fetch: the token changed, and its header and claims changed and signed again. */
export function open(): Decoder {
  const { privateJwk, publicJwk } = makeContextKey();
  const key = createPrivateKey({ key: privateJwk, format: 'jwk' });
  const token = contextSigner(privateJwk)('patients', BODY, { caller: PUBLIC_CALLER, schema: null });
  const [head = '', claims = ''] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  const now = Date.now();
  const verifier = contextVerifier({
    ...{ subgraph: 'patients', clock: () => now },
    keys: createLocalJWKSet({ keys: [publicJwk] }),
    used: { use: () => Promise.resolve(true) },
  });
  const signed = (header: string, payload: Uint8Array) => {
    const text = `${Buffer.from(header).toString('base64url')}.${Buffer.from(payload).toString('base64url')}`;
    return `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
  };
  const read = async (header: string) => (await verifier(header)).use(Buffer.from(BODY));
  return {
    ...{ shape: 'json', seeds: [Buffer.from(claims)], refuses: (error) => error instanceof ContextRefused },
    async decode(input) {
      await read(signed(head, input));
      for (const other of [
        signed(Buffer.from(input).toString('utf8'), Buffer.from(claims)),
        token + input[0],
      ])
        await read(other).catch((error: unknown) => {
          if (!(error instanceof ContextRefused)) throw error;
        });
    },
  };
}
