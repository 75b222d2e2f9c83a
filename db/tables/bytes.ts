import { customType } from 'drizzle-orm/pg-core';

/** PostgreSQL `bytea`; postgres.js hands it over as a Buffer. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
