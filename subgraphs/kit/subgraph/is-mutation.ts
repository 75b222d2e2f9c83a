import { type DocumentNode, Kind, OperationTypeNode } from 'graphql';

/** Whether what a document asks for changes something. */
export const isMutation = ({ definitions }: DocumentNode): boolean =>
  definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.MUTATION,
  );
