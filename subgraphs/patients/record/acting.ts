import type { anchorStatus, Connections, PayloadFields } from '@caretrail/kit';
import type { PatientsSchemaOptions } from '../options.ts';
import type { ReviewTypes } from '../review/review-types.ts';

/** What lists and mutations are made with. */
export interface Acting {
  readonly connections: Connections;
  readonly told: PayloadFields;
  readonly AnchorStatus: ReturnType<typeof anchorStatus>;
  readonly reviews: ReviewTypes;
  readonly options: PatientsSchemaOptions;
}
