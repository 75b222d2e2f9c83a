/** A place in a schema, as the GraphQL specification writes it: `Patient`, `Patient.name`, `Query.block(number:)`. */
export type Coordinate = string;

export const fieldCoordinate = (type: string, field: string): Coordinate => `${type}.${field}`;

export const argumentCoordinate = (type: string, field: string, argument: string): Coordinate =>
  `${type}.${field}(${argument}:)`;
