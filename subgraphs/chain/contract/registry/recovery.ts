import type { approveRecovery, RequestOf, requestRecovery } from '@caretrail/proof/command';
import { z } from 'zod';
import { attestedTime, DRIFT, instantOf, type Moment } from '../clock/moment.ts';
import { demand } from '../refusal.ts';
import { acceptStatement, type SignedCall } from '../statement/signed-call.ts';
import type { Submitter } from '../submitter/submitter.ts';
import { replacedBy, successorOf } from './keep-key.ts';
import { checkActive, checkAdministrator, checkPossession, keyShape, type RegisteredKey } from './key.ts';
import type { Organization } from './organization.ts';

export const recoveryShape = z.strictObject({
  organization: keyShape.shape.organization,
  /** Thumbprint of the lost key. */
  replaces: z.string(),
  /** Thumbprint of the new key, which is on offer meanwhile. */
  thumbprint: z.string(),
  state: z.enum(['REQUESTED', 'APPROVED', 'COMPLETED', 'CANCELLED', 'VETOED']),
  /** MSP whose administrator approved, and when; from then the 72 hours count. */
  approver: z.string().nullable(),
  since: z.string().nullable(),
});

/** A lost key on its way to be replaced without its signature. */
export type Recovery = Readonly<z.infer<typeof recoveryShape>>;

/** Milliseconds that pass for certain: each of the two times may be off by the clocks' drift. */
export const RECOVERY_DELAY = 72 * 3_600_000 + 2 * DRIFT;

type Named = RequestOf<typeof approveRecovery>;

const isOpen = ({ state }: Recovery): boolean => state === 'REQUESTED' || state === 'APPROVED';

function checkNamed(recovery: Recovery | null, { replaces, thumbprint }: Named): Recovery {
  demand(recovery?.replaces === replaces && recovery.thumbprint === thumbprint, 'RECOVERY_UNKNOWN');
  return recovery;
}

function checkOpen(recovery: Recovery): void {
  demand(isOpen(recovery), 'RECOVERY_STATE', `the recovery is ${recovery.state.toLowerCase()}`);
}

/** What a step makes of a recovery and of the key on offer. */
interface Step {
  readonly recovery: Recovery;
  readonly offered: RegisteredKey;
}

/** The organization asks, for a new key that signs and was never on the channel. No time runs yet. */
export function askRecovery(
  state: {
    readonly organization: Organization | null;
    readonly old: RegisteredKey | null;
    readonly known: RegisteredKey | null;
    readonly recovery: Recovery | null;
  },
  { request, signed }: SignedCall<RequestOf<typeof requestRecovery>>,
  submitter: Submitter,
): Step {
  const { id } = checkAdministrator(state.organization, submitter);
  const old = checkActive(state.old, id);
  demand(state.known === null, 'KEY_EXISTS');
  demand(state.recovery === null || !isOpen(state.recovery), 'RECOVERY_OPEN');
  const held = checkPossession(request.key, signed);
  const names = { organization: id, replaces: old.thumbprint, thumbprint: held.thumbprint };
  return {
    recovery: { ...names, state: 'REQUESTED', approver: null, since: null },
    offered: { ...successorOf(old, held), state: 'OFFERED' },
  };
}

/**
 * An administrator of another MSP agrees, and the time begins. The endorsers read a request that is in a block, so
 * the old key's holder could see it by now, and an objection makes an approval that was held back invalid.
 */
export function agreeToRecovery(
  state: {
    readonly recovery: Recovery | null;
    readonly organization: Organization | null;
    readonly old: RegisteredKey | null;
  },
  request: Named,
  submitter: Submitter,
  moment: Moment,
): Recovery {
  const recovery = checkNamed(state.recovery, request);
  demand(submitter.administrator, 'NOT_ADMINISTRATOR', 'an administrator approves a recovery');
  const { organization } = state;
  demand(organization !== null, 'ORGANIZATION_UNKNOWN');
  demand(organization.msp !== submitter.msp, 'SAME_PARTY', 'another MSP than the asking one approves');
  demand(recovery.state === 'REQUESTED', 'RECOVERY_STATE', `the recovery is ${recovery.state.toLowerCase()}`);
  checkActive(state.old, recovery.organization);
  return {
    ...recovery,
    state: 'APPROVED',
    approver: submitter.msp,
    since: instantOf(attestedTime(moment)),
  };
}

/** 72 hours later the organization makes the new key good, if nobody objected and the old one is still in use. */
export function finishRecovery(
  state: {
    readonly recovery: Recovery | null;
    readonly organization: Organization | null;
    readonly old: RegisteredKey | null;
    readonly offered: RegisteredKey | null;
  },
  request: Named,
  submitter: Submitter,
  moment: Moment,
): Step & { readonly replaced: RegisteredKey } {
  const recovery = checkNamed(state.recovery, request);
  const { id } = checkAdministrator(state.organization, submitter);
  const { since } = recovery;
  const isApproved = recovery.state === 'APPROVED' && since !== null;
  demand(isApproved, 'RECOVERY_STATE', `the recovery is ${recovery.state.toLowerCase()}`);
  const old = checkActive(state.old, id);
  demand(attestedTime(moment) - Date.parse(since) >= RECOVERY_DELAY, 'TOO_EARLY');
  return {
    recovery: { ...recovery, state: 'COMPLETED' },
    offered: { ...checkOffered(state.offered), state: 'ACTIVE' },
    replaced: replacedBy(old, recovery.thumbprint),
  };
}

/** The organization takes its request back. */
export function cancelRecovery(
  state: {
    readonly recovery: Recovery | null;
    readonly organization: Organization | null;
    readonly offered: RegisteredKey | null;
  },
  request: Named,
  submitter: Submitter,
): Step {
  const recovery = checkNamed(state.recovery, request);
  checkAdministrator(state.organization, submitter);
  checkOpen(recovery);
  return drop({ recovery: { ...recovery, state: 'CANCELLED' }, offered: checkOffered(state.offered) });
}

/** The key that is said to be lost objects, whoever carries its word to the ledger. */
export function vetoRecovery(
  state: {
    readonly recovery: Recovery | null;
    readonly old: RegisteredKey | null;
    readonly offered: RegisteredKey | null;
  },
  { request, signed }: SignedCall<Named>,
): Step & { readonly old: RegisteredKey } {
  const recovery = checkNamed(state.recovery, request);
  checkOpen(recovery);
  demand(
    signed.statement.key === recovery.replaces,
    'STATEMENT',
    'another key than the one to be replaced signed',
  );
  const old = acceptStatement(signed, state.old);
  return {
    ...drop({ recovery: { ...recovery, state: 'VETOED' }, offered: checkOffered(state.offered) }),
    old,
  };
}

/** The key on offer is spent with its recovery, so that its word for this one cannot be brought again. */
const drop = ({ recovery, offered }: Step): Step => ({
  recovery,
  offered: { ...offered, state: 'DISCARDED' },
});

function checkOffered(key: RegisteredKey | null): RegisteredKey {
  demand(key?.state === 'OFFERED', 'KEY_UNKNOWN', 'the new key is not on offer');
  return key;
}
