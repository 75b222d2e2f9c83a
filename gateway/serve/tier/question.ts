import type { Variables } from '../../operation/conditions.ts';

/** What is done with an operation that holds a refused field: `filter` leaves the field out, `reject` runs nothing. */
export type OnRefusal = 'filter' | 'reject';

/** What a request asks: the parameters of GraphQL over HTTP, read and of the right types. */
export interface Question {
  readonly text: string;
  readonly operationName: string | null;
  readonly variables: Variables;
  /** A GET: mutations are refused. */
  readonly readOnly: boolean;
  /** `filter` unless said otherwise; a mutation is always rejected. */
  readonly onRefusal?: OnRefusal;
}
