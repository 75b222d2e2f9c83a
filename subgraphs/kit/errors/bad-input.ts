import { GraphQLError } from 'graphql';

/** An argument that the caller can mend; its message reaches them as it is. */
export class BadInput extends GraphQLError {
  constructor(message: string) {
    super(message, { extensions: { code: 'BAD_USER_INPUT' } });
  }
}
