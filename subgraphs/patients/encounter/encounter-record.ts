import { type EncounterDetailRow, type EncounterRow, encounter } from '@caretrail/db/records';
import { type Loaded, recordTables } from '@caretrail/kit';

export type EncounterRecord = Loaded<EncounterRow & EncounterDetailRow>;

export const ENCOUNTER_TABLES = recordTables(encounter);
