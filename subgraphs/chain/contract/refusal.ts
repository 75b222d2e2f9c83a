import { Refused } from '@caretrail/proof';

/**
 * Every way a contract says no. The code is part of the interface (docs/contracts.md lists them with their cure); the
 * text that comes with it is for people.
 */
export const REFUSALS = {
  // every contract
  ARGUMENTS: 'the argument is not of the shape, or not in the one encoding, that the function takes',
  ORGANIZATION_UNKNOWN: 'no organization of this name is registered',
  NOT_OWNER: 'the submitter’s certificate does not speak for the organization',
  // what a key signs
  STATEMENT: 'the signed statement is malformed, or about another call, place or key',
  KEY_UNKNOWN: 'the key is not registered',
  KEY_NOT_ACTIVE: 'the key was replaced or retired',
  SIGNATURE: 'the statement is not signed by the key that it names',
  SEQUENCE: 'the key has signed a later statement that the ledger has taken',
  SEQUENCE_LEAP: 'the sequence is too far ahead of the key’s last statement',
  NOT_A_PERSON: 'the key speaks for an organization, and a person’s is wanted',
  // time
  CLOCK: 'the transaction’s time is not that of an endorser’s clock',
  // anchor
  GENESIS: 'the request is meant for another ledger',
  LOG_NAME: 'the log’s name is none of this channel',
  PREVIOUS: 'the log does not stand where the checkpoint goes on from',
  CONSISTENCY: 'the log did not only grow',
  // registry
  NOT_ADMINISTRATOR: 'an administrator of the organization’s MSP has to ask',
  ORGANIZATION_EXISTS: 'the organization is registered already',
  ATTRIBUTE_TAKEN: 'these certificates speak for another organization already',
  KEY_EXISTS: 'the key has been registered before',
  SUBJECT_EXISTS: 'the person has a key, which only that key or a recovery replaces',
  RECOVERY_UNKNOWN: 'no such recovery was asked for',
  RECOVERY_OPEN: 'a recovery of this key is under way',
  RECOVERY_STATE: 'the recovery is not in the state that this step takes',
  SAME_PARTY: 'a second, different party has to do this',
  TOO_EARLY: '72 hours have not passed for certain',
  // upload
  UPLOAD_EXISTS: 'the id is taken',
  UPLOAD_UNKNOWN: 'no such upload was proposed',
  UPLOAD_NOT_OPEN: 'the upload was confirmed or withdrawn',
  NO_CONFIRMER: 'the proposal names nobody who could confirm it',
  NOT_CONFIRMER: 'the proposal does not name this party to confirm it',
  COMMITMENT: 'what is confirmed is not what was proposed',
  // consent
  CONSENT_EXISTS: 'the id is taken',
  CONSENT_UNKNOWN: 'no such consent was granted',
  CONSENT_ENDED: 'the consent was amended or revoked',
  CONSENT_EXPIRED: 'the consent has expired: grant a new one',
  NOT_GRANTOR: 'another person granted the consent',
  // access
  ACCESS_EXISTS: 'the id is taken',
  ACCESS_UNKNOWN: 'no such access was declared',
  ACCESS_REVIEWED: 'the access was reviewed',
  NOT_REVIEWER: 'its own organization or the regulator reviews an access',
  REVIEWER_IS_ACTOR: 'nobody reviews their own access',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** The form in which a refusal leaves the chaincode: `CODE: text`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, text: string = REFUSALS[code]) {
    super(`${code}: ${text}`);
    this.code = code;
  }
}

/** Runs a reader of `@caretrail/proof`; what it refuses is refused with the code. */
export function refusedAs<T>(code: RefusalCode, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused) throw new Refusal(code, error.note);
    throw error;
  }
}

/** Throws a refusal unless the condition holds. */
export function demand(condition: boolean, code: RefusalCode, text?: string): asserts condition {
  if (!condition) throw new Refusal(code, text);
}
