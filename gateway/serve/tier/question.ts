import type { Variables } from '../../operation/conditions.ts';

/** What a request asks: the parameters of GraphQL over HTTP, read and of the right types. */
export interface Question {
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Variables;
  /** A GET: mutations are refused. */
  readonly readOnly: boolean;
}
