import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { discoverIssuer } from './known-issuer.ts';

let server: Server;
let origin: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (!request.url?.startsWith('/good/')) return response.writeHead(404).end();
    const issuer = `${origin}/good`;
    const token = 'https://tokens.example/token';
    response.end(JSON.stringify({ issuer, jwks_uri: `${origin}/keys`, token_endpoint: token }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => server.close());

it('an issuer that names itself as we do is taken, with the origins that browsers ask', async () => {
  const { keys, origins } = await discoverIssuer(`${origin}/good`);
  expect(keys).toBeTypeOf('function');
  expect(origins).toEqual([origin, 'https://tokens.example']);
});

it('an issuer that is named otherwise, or does not answer, is refused in one line with the cure', async () => {
  await expect(discoverIssuer(`${origin}/good/`)).rejects.toThrow(
    /^OIDC_ISSUER differs .*: write it exactly as there\.$/,
  );
  for (const wrong of [`${origin}/bad`, 'http://127.0.0.1:1', 'https://no-such-host.invalid'])
    await expect(discoverIssuer(wrong)).rejects.toThrow(
      /^OIDC_ISSUER does not answer OpenID Connect discovery: /,
    );
});
