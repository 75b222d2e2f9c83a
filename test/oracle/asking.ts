import type { HubOptions } from '@caretrail/gateway';
import type { Caller } from '@caretrail/kit';
import { z } from 'zod';

const errorShape = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.object({ code: z.string() }).loose(),
});
const replyShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(errorShape).optional(),
});
export type HubReply = z.infer<typeof replyShape>;

/** Stands for tokens, which are tested where they are read: a caller is named by their number. */
export const numbered = (callers: readonly Caller[]): HubOptions['identity'] => ({
  async authenticate({ authorization }) {
    const caller = callers[Number(String(authorization).replace('Bearer ', ''))];
    return caller
      ? { caller }
      : { failure: { status: 401, code: 'UNAUTHENTICATED', reason: 'The access token is not valid here.' } };
  },
});

/** Asks the hub as a client does. */
export async function askHub(
  url: string,
  caller: number,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<HubReply> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${caller}` },
    body: JSON.stringify({ query, variables }),
  });
  return replyShape.parse(await response.json());
}
