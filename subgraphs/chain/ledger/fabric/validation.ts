import { peer } from '@hyperledger/fabric-protos';

const names = new Map<number, string>(
  Object.entries(peer.TxValidationCode).map(([name, code]) => [Number(code), name]),
);

/** Fabric's name of a validation code, such as `MVCC_READ_CONFLICT` for 11. */
export const validationName = (code: number): string => names.get(code) ?? `CODE_${code}`;
