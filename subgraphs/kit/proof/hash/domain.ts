import { utf8 } from '../text/utf8.ts';

/**
 * Every kind of hash starts with its own name and a NUL, so that no input of one kind can be read as one of another.
 * Tree hashes start with 00 (leaf) or 01 (node) instead (RFC 6962, 2.1).
 */
export const SALT_DOMAIN = utf8('caretrail/salt/1\0');
export const FIELD_DOMAIN = utf8('\0caretrail/field/1\0');
export const VERSION_DOMAIN = utf8('caretrail/version/1\0');
export const SCHEMA_DOMAIN = utf8('caretrail/schema/1\0');
export const TRUST_DOMAIN = utf8('caretrail/trust/1\0');
export const CONSENT_DOMAIN = utf8('caretrail/consent/1\0');
