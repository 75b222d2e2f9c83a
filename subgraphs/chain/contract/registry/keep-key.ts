import type {
  RequestOf,
  registerKey,
  replaceKey,
  retireKey,
  SignedStatement,
} from '@caretrail/proof/command';
import { demand } from '../refusal.ts';
import { acceptStatement, type SignedCall } from '../statement/signed-call.ts';
import type { Submitter } from '../submitter/submitter.ts';
import { checkActive, checkKeeper, checkPossession, type RegisteredKey } from './key.ts';
import type { Organization } from './organization.ts';

/** A new key signs the request itself. Further keys of a person come only by replacement or recovery. */
export function addKey(
  state: {
    readonly organization: Organization | null;
    readonly known: RegisteredKey | null;
    /** Thumbprint of the first key that the subject had. */
    readonly subjectKey: string | null;
  },
  { request, signed }: SignedCall<RequestOf<typeof registerKey>>,
  submitter: Submitter,
): RegisteredKey {
  const { id } = checkKeeper(state.organization, submitter, request.subject);
  demand(state.known === null, 'KEY_EXISTS');
  demand(state.subjectKey === null, 'SUBJECT_EXISTS');
  return {
    ...checkPossession(request.key, signed),
    organization: id,
    subject: request.subject,
    state: 'ACTIVE',
    successor: null,
  };
}

/** Both keys sign: the new one that it is held, the old one that it gives way. */
export function exchangeKey(
  state: {
    readonly organization: Organization | null;
    readonly known: RegisteredKey | null;
    readonly old: RegisteredKey | null;
  },
  { request, signed }: SignedCall<RequestOf<typeof replaceKey>>,
  agreed: SignedStatement,
  submitter: Submitter,
): { readonly replaced: RegisteredKey; readonly key: RegisteredKey } {
  const { id } = checkKeeper(state.organization, submitter, state.old?.subject ?? null);
  const old = checkActive(state.old, id);
  demand(state.known === null, 'KEY_EXISTS');
  const held = checkPossession(request.key, signed);
  return {
    replaced: replacedBy(acceptStatement(agreed, old), held.thumbprint),
    key: successorOf(old, held),
  };
}

export const replacedBy = (old: RegisteredKey, successor: string): RegisteredKey => ({
  ...old,
  state: 'REPLACED',
  successor,
});

/** A key that speaks for the same party as another. */
export function successorOf(
  { organization, subject }: RegisteredKey,
  { thumbprint, key, sequence }: Pick<RegisteredKey, 'thumbprint' | 'key' | 'sequence'>,
): RegisteredKey {
  return { thumbprint, organization, subject, key, state: 'ACTIVE', successor: null, sequence };
}

/** The key itself says that it is no longer used. */
export function endKey(
  state: { readonly organization: Organization | null; readonly key: RegisteredKey | null },
  { request, signed }: SignedCall<RequestOf<typeof retireKey>>,
  submitter: Submitter,
): RegisteredKey {
  const { id } = checkKeeper(state.organization, submitter, state.key?.subject ?? null);
  const key = checkActive(state.key, id);
  demand(
    signed.statement.key === request.thumbprint,
    'STATEMENT',
    'another key than the retiring one signed',
  );
  return { ...acceptStatement(signed, key), state: 'RETIRED' };
}
