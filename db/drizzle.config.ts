import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './tables/index.ts',
  out: './migrations',
  casing: 'snake_case',
  schemaFilter: ['patients', 'claims', 'access', 'provenance', 'intake'],
});
