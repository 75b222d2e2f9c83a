import { question } from '../graph/question.ts';
import { object, orNull, whole } from '../shape/read.ts';

/** What an operation costs before it is run, and the most that the reader's may. */
export interface OperationCost {
  readonly cost: number;
  readonly limit: number;
}

export const operationCostQuestion = question<
  { operation: string; variables: Readonly<Record<string, unknown>> },
  { operationCost: OperationCost | null }
>(
  `query OperationCost($operation: String!, $variables: JSON) {
    operationCost(operation: $operation, variables: $variables) { cost limit }
  }`,
  object({ operationCost: orNull(object({ cost: whole, limit: whole })) }),
);
