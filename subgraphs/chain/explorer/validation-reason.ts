/** Why the ledger called a transaction what it did, for a person; by name of Fabric's `TxValidationCode`. */
const REASONS: Readonly<Record<string, string>> = {
  VALID: 'Checked and applied.',
  MVCC_READ_CONFLICT:
    'What it had read was changed by another transaction before it was ordered, so it had no effect.',
  PHANTOM_READ_CONFLICT: 'A range it had read was changed before it was ordered, so it had no effect.',
  ENDORSEMENT_POLICY_FAILURE: 'Too few organizations had endorsed it, or an endorsement was not genuine.',
  DUPLICATE_TXID: 'The same transaction is already on the ledger.',
  BAD_CREATOR_SIGNATURE: 'The signature of its creator is not genuine.',
  EXPIRED_CHAINCODE: 'It was endorsed by a version of the chaincode that is no longer in force.',
  INVALID_CHAINCODE: 'It names a chaincode that the channel does not have.',
};

/** A sentence about a validation code; null for one that needs a look into Fabric's own list. */
export const validationReason = (validation: string): string | null => REASONS[validation] ?? null;
