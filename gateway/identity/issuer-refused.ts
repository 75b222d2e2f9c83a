/** An issuer of one's own cannot be used; the message is one line with the cure. */
export class IssuerRefused extends Error {
  override readonly name = 'IssuerRefused';
}
