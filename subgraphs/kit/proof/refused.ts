/** What can be wrong with a JSON text (docs/proof-format.md, "JSON"). */
type TextReason =
  | 'TOO_LARGE'
  | 'NOT_UTF8'
  | 'NOT_JSON'
  | 'DUPLICATE_MEMBER'
  | 'BAD_NUMBER'
  | 'BAD_STRING'
  | 'TOO_DEEP';

/** Why step `file` fails. */
type FileReason = TextReason | 'BAD_TRUST' | 'BAD_SHAPE' | 'UNKNOWN_FORMAT' | 'BAD_HEX' | 'BAD_BASE64URL';

/** Why step `record` fails. */
type RecordReason =
  | 'LEAF_ZERO'
  | 'SCHEMA_UNKNOWN'
  | 'SCHEMA_HASH'
  | 'LEAF_COUNT'
  | 'ORGANIZATION_UNKNOWN'
  | 'LOG_NAME'
  | 'HEADER_LEAF'
  | 'PATH_LENGTH'
  | 'LEAF'
  | 'VERSION_HASH';

/** Why step `log` fails. */
type LogReason = 'LOG_DIFFERS' | 'PATH_LENGTH' | 'ROOT';

/** Why the headers of a Fabric message are refused, in steps `ledger` and `organizations`. */
type HeaderReason = 'HEADER' | 'CHANNEL' | 'CHAINCODE' | 'TX_ID' | 'PROPOSAL_HASH';

/** Why step `ledger` fails. */
type LedgerReason =
  | HeaderReason
  | 'RECEIPT_MALFORMED'
  | 'RECEIPTS_DIFFER'
  | 'ENVELOPE_MALFORMED'
  | 'ACTION_HEADER'
  | 'RESPONSE'
  | 'CREATOR_CERTIFICATE'
  | 'CREATOR_SIGNATURE'
  | 'ENDORSER_CERTIFICATE'
  | 'ENDORSEMENT_SIGNATURE'
  | 'ENDORSER_TWICE'
  | 'ENDORSEMENT_POLICY'
  | 'FUNCTION'
  | 'ARGUMENTS'
  | 'GENESIS'
  | 'CHECKPOINT'
  | 'CONSISTENCY'
  | 'ORGANIZATION';

/** Why step `organizations` fails. */
type OrganizationsReason =
  | HeaderReason
  | 'PROPOSAL_MALFORMED'
  | 'QUESTION'
  | 'ANSWER'
  | 'NOT_VALID'
  | 'CERTIFICATE'
  | 'SIGNATURE'
  | 'RECEIPT_ORDER'
  | 'TOO_FEW';

/** Every way a proof can fail. */
export type Reason = FileReason | RecordReason | LogReason | LedgerReason | OrganizationsReason;

/** A check failed. The only error that this package throws for what it is given; `note` is for people. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: Reason;
  readonly note: string;

  constructor(code: Reason, note = '', options?: ErrorOptions) {
    super(note === '' ? code : `${code}: ${note}`, options);
    this.code = code;
    this.note = note;
  }
}

/** Throws `Refused` unless the condition holds. */
export function ensure(condition: boolean, code: Reason, note?: string): asserts condition {
  if (!condition) throw new Refused(code, note);
}

/** Runs a check whose own reason is a detail of another one: a refusal comes out as `code`, with the detail in the note. */
export function refusedAs<T>(code: Reason, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof Refused) throw new Refused(code, error.message, { cause: error });
    throw error;
  }
}
