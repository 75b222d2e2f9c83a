/** Why a contract says no. The code is part of the interface; the text is for people. */
export type RefusalCode =
  // anchor
  | 'ARGUMENTS'
  | 'GENESIS'
  | 'LOG_NAME'
  | 'ORGANIZATION_UNKNOWN'
  | 'NOT_OWNER'
  | 'PREVIOUS'
  | 'CONSISTENCY'
  // registry
  | 'NOT_ADMINISTRATOR'
  | 'ORGANIZATION_EXISTS'
  | 'ATTRIBUTE_TAKEN'
  | 'KEY_EXISTS'
  | 'KEY_UNKNOWN'
  | 'KEY_NOT_ACTIVE'
  | 'POSSESSION';

/** The form in which a refusal leaves the chaincode: `CODE: text`. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, text: string) {
    super(`${code}: ${text}`);
    this.code = code;
  }
}
