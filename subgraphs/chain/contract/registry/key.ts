import { z } from 'zod';
import { Refusal } from '../refusal.ts';
import type { Submitter } from '../submitter/submitter.ts';
import { type Organization, organizationId } from './organization.ts';
import { type KeyStatement, provesPossession, publicKeyShape, thumbprintOf } from './possession.ts';

const keyShape = z.strictObject({
  /** RFC 7638, base64url. */
  thumbprint: z.string(),
  organization: organizationId,
  key: publicKeyShape,
  state: z.enum(['ACTIVE', 'REPLACED', 'RETIRED']),
  /** Thumbprint of the key that took its place. */
  successor: z.string().nullable(),
});

/** An organization's signing key and what became of it. A key that has been on the channel never comes back. */
export type RegisteredKey = Readonly<z.infer<typeof keyShape>>;

export const parseKey = (text: string): RegisteredKey => keyShape.parse(JSON.parse(text));

const registration = z.strictObject({
  organization: organizationId,
  key: publicKeyShape,
  possession: z.string(),
});
const replacement = registration.extend({ replaces: z.string(), consent: z.string() });
const retirement = z.strictObject({
  organization: organizationId,
  thumbprint: z.string(),
  consent: z.string(),
});

function parseWith<Shape extends z.ZodType>(shape: Shape, argument: string): z.output<Shape> {
  const parsed = z.safeParse(shape, safeJson(argument));
  if (!parsed.success) throw new Refusal('ARGUMENTS', 'the request has not the members it must have');
  return parsed.data;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no shape takes it
  }
}

export const parseRegistration = (argument: string) => parseWith(registration, argument);
export const parseReplacement = (argument: string) => parseWith(replacement, argument);
export const parseRetirement = (argument: string) => parseWith(retirement, argument);

/** Where a statement is made, which its signature binds. */
export interface Place {
  readonly channel: string;
}

function checkAdministrator(organization: Organization | null, submitter: Submitter): Organization {
  if (!organization) throw new Refusal('ORGANIZATION_UNKNOWN', 'the organization is not registered');
  if (!submitter.administrator || submitter.msp !== organization.msp)
    throw new Refusal('NOT_ADMINISTRATOR', 'an administrator of the organization’s MSP keeps its keys');
  return organization;
}

function checkSigned(statement: KeyStatement, signed: string, key: RegisteredKey['key'], who: string): void {
  if (!provesPossession(statement, signed, key))
    throw new Refusal('POSSESSION', `the statement is not signed by the ${who} key`);
}

function checkActive(key: RegisteredKey | null, organization: Organization): RegisteredKey {
  if (!key || key.organization !== organization.id)
    throw new Refusal('KEY_UNKNOWN', 'the organization has no such key');
  if (key.state !== 'ACTIVE') throw new Refusal('KEY_NOT_ACTIVE', `the key is ${key.state.toLowerCase()}`);
  return key;
}

/** A new key proves that its holder asked: it signs the statement itself. */
export function registerKey(
  state: { readonly organization: Organization | null; readonly known: RegisteredKey | null },
  request: ReturnType<typeof parseRegistration>,
  submitter: Submitter,
  { channel }: Place,
): RegisteredKey {
  const organization = checkAdministrator(state.organization, submitter);
  if (state.known) throw new Refusal('KEY_EXISTS', 'the key has been registered before');
  const thumbprint = thumbprintOf(request.key);
  const statement = {
    channel,
    function: 'registerKey',
    organization: organization.id,
    key: thumbprint,
    replaces: null,
  };
  checkSigned(statement, request.possession, request.key, 'new');
  return { thumbprint, organization: organization.id, key: request.key, state: 'ACTIVE', successor: null };
}

/** Both keys sign: the new one that it is held, the old one that it gives way. */
export function replaceKey(
  state: {
    readonly organization: Organization | null;
    readonly known: RegisteredKey | null;
    readonly old: RegisteredKey | null;
  },
  request: ReturnType<typeof parseReplacement>,
  submitter: Submitter,
  { channel }: Place,
): { readonly replaced: RegisteredKey; readonly key: RegisteredKey } {
  const organization = checkAdministrator(state.organization, submitter);
  const old = checkActive(state.old, organization);
  if (state.known) throw new Refusal('KEY_EXISTS', 'the key has been registered before');
  const thumbprint = thumbprintOf(request.key);
  const statement = {
    channel,
    function: 'replaceKey',
    organization: organization.id,
    key: thumbprint,
    replaces: old.thumbprint,
  };
  checkSigned(statement, request.possession, request.key, 'new');
  checkSigned(statement, request.consent, old.key, 'old');
  return {
    replaced: { ...old, state: 'REPLACED', successor: thumbprint },
    key: { thumbprint, organization: organization.id, key: request.key, state: 'ACTIVE', successor: null },
  };
}

/** The key itself says that it is no longer used. */
export function retireKey(
  state: { readonly organization: Organization | null; readonly key: RegisteredKey | null },
  request: ReturnType<typeof parseRetirement>,
  submitter: Submitter,
  { channel }: Place,
): RegisteredKey {
  const organization = checkAdministrator(state.organization, submitter);
  const key = checkActive(state.key, organization);
  const statement = {
    channel,
    function: 'retireKey',
    organization: organization.id,
    key: key.thumbprint,
    replaces: null,
  };
  checkSigned(statement, request.consent, key.key, 'retiring');
  return { ...key, state: 'RETIRED' };
}
