import { generateKeyPairSync, randomBytes } from 'node:crypto';

/** A new key of the hub: the private JWK that it signs with, and the public one that subgraphs check with. */
export function makeContextKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const more = { kid: randomBytes(8).toString('hex'), alg: 'EdDSA', use: 'sig' };
  return {
    privateJwk: { ...privateKey.export({ format: 'jwk' }), ...more },
    publicJwk: { ...publicKey.export({ format: 'jwk' }), ...more },
  };
}
