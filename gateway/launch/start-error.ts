/** Why a start is refused, in one line that names the cure; printed without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
