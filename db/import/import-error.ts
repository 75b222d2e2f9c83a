export type ImportErrorCode =
  | 'NO_SUCH_PATH'
  | 'UNSUPPORTED_FILE'
  | 'NOTHING_TO_IMPORT'
  | 'UNKNOWN_CUSTODIAN'
  | 'ALREADY_RUNNING'
  | 'REFUSED';

/** The import did not begin, or was undone as a whole. Nothing was changed; the message is one sentence for the person who asked. */
export class ImportError extends Error {
  readonly code: ImportErrorCode;

  constructor(code: ImportErrorCode, message: string) {
    super(message);
    this.name = 'ImportError';
    this.code = code;
  }
}
