import { status } from '@grpc/grpc-js';
import { LedgerError } from '../error.ts';

/** What errors of gRPC and of the gateway client have in common. */
interface RemoteError extends Error {
  readonly code: number;
  readonly details?: unknown;
}

const isRemote = (error: unknown): error is RemoteError =>
  error instanceof Error && 'code' in error && typeof error.code === 'number';

/** The message may be empty (HTTP/2 drops a header that ends in a space): the details carry it then. */
function texts(error: RemoteError): string[] {
  const details = Array.isArray(error.details) ? error.details : [];
  return [error.message, ...details.flatMap(messageOf)];
}

function messageOf(detail: unknown): string[] {
  const hasMessage = typeof detail === 'object' && detail !== null && 'message' in detail;
  return hasMessage && typeof detail.message === 'string' ? [detail.message] : [];
}

const CHAINCODE_RESPONSE = /chaincode response \d+, (.*)$/s;
const REFUSAL_CODE = /^([A-Z][A-Z_]*): /;

/** Texts of Fabric that name a part which is missing or overloaded for now (notes of tries on 2.5 and 3.1). */
const PASSING =
  /error in simulation|could not launch|no combination of peers|no peers available|failed to find any endorsing peers|too many requests|connection (refused|error)|SERVICE_UNAVAILABLE|takes no more|ProposalResponsePayloads do not match/i;

/** Peers gave different answers: mostly because one of them has a block that another is still to get. */
export const answersDiffer = (error: unknown): boolean =>
  isRemote(error) && texts(error).some((text) => text.includes('ProposalResponsePayloads do not match'));

/** An error of any call as one of the closed set; errors of our own pass as they are. */
export function ledgerError(error: unknown): LedgerError {
  if (error instanceof LedgerError) return error;
  if (!isRemote(error)) return new LedgerError('UNAVAILABLE', 'the ledger call failed', { cause: error });
  const said = texts(error);
  const refused = said.flatMap((text) => CHAINCODE_RESPONSE.exec(text)?.[1] ?? [])[0];
  if (refused !== undefined) {
    const refusal = REFUSAL_CODE.exec(refused)?.[1];
    return new LedgerError(
      'REFUSED',
      refused,
      refusal === undefined ? { cause: error } : { refusal, cause: error },
    );
  }
  const message = said.findLast((text) => text !== '') ?? 'the ledger call failed';
  if (error.code === status.DEADLINE_EXCEEDED || error.code === status.CANCELLED)
    return new LedgerError('TIMEOUT', message, { cause: error });
  const passing = error.code === status.UNAVAILABLE || said.some((text) => PASSING.test(text));
  return new LedgerError(passing ? 'UNAVAILABLE' : 'INVALID_REQUEST', message, { cause: error });
}
