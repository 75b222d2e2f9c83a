/** With status 401: how somebody is known here (RFC 6750, section 3; RFC 9449, section 7.1). */
export const CHALLENGE: Readonly<Record<string, string>> = {
  'www-authenticate':
    'Bearer realm="caretrail", DPoP realm="caretrail", algs="ES256 ES384 PS256 RS256 EdDSA"',
};
