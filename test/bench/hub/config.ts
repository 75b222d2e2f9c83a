import { z } from 'zod';

/** What a benched server is told on its standard input. */
export const serverConfig = z.object({
  server: z.enum(['hub', 'plain']),
  executor: z.enum(['own', 'apollo']),
  /** What stands between a question and the rows: as in the product, without the access event, or nothing. */
  layers: z.enum(['all', 'no event', 'none']),
  logins: z.object({ patients: z.string(), claims: z.string(), chain: z.string() }),
  /** Address of a login that may take {@link plainRole}. */
  plain: z.string(),
  plainRole: z.string(),
  /** Address of a login that no right stops. */
  superuser: z.string(),
  /** Connections of each subgraph's pool; the plain server has as many in all. */
  connections: z.number(),
  organization: z.string(),
  subject: z.string(),
});
export type ServerConfig = z.infer<typeof serverConfig>;
