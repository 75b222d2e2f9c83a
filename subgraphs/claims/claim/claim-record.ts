import { type ClaimDetailRow, type ClaimRow, claim } from '@caretrail/db/records';
import { type Loaded, recordTables } from '@caretrail/kit';

export type ClaimRecord = Loaded<ClaimRow & ClaimDetailRow>;

export const CLAIM_TABLES = recordTables(claim);
