import { peer } from '@hyperledger/fabric-protos';

export type ValidationCode = peer.TxValidationCodeMap[keyof peer.TxValidationCodeMap];

const CODES = new Map<number, ValidationCode>(
  Object.entries(peer.TxValidationCode).map(([, code]) => [code, code]),
);

/** A byte of the transactions filter as the code it stands for. */
export const validationCode = (byte: number | undefined): ValidationCode =>
  CODES.get(byte ?? -1) ?? peer.TxValidationCode.NOT_VALIDATED;
