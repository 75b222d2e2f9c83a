export type { Authentication, AuthenticationFailure, Identity, RequestHeaders } from './identity.ts';
export { mintToken } from './issuer/mint.ts';
export type { Persona } from './persona.ts';
