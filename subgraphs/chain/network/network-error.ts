/** A network that cannot be started, or is not there; the message is for a person and names the cure. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}
