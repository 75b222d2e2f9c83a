import type { PolicyId } from '@caretrail/kit';
import type { Node } from './node.ts';

/** A type of FHIR resource as an export makes it: from which list of the graph, what is asked, and what becomes of a row. */
export interface ExportedType {
  readonly type: string;
  /** The see policy: a caller who has it may ask for the type. */
  readonly access: PolicyId;
  /** Field of `Patient`; null: the patient themself. */
  readonly list: string | null;
  /** Selection besides the id. */
  readonly fields: string;
  /** Undefined: the row makes none of this type. */
  resource(node: Node, patient: string): object | undefined;
}
