import { z } from 'zod';
import type { Deployment } from '../launch/deployment/deployment.ts';
import { CommandFailure } from './failure.ts';
import { personaToken } from './persona-token.ts';

/** Milliseconds the hub may take. */
const DEADLINE = 30_000;

const reply = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** Whose question it is; `subject` puts another patient in the place of the persona's own. */
export interface Asker {
  readonly persona: string;
  readonly subject: string | null;
}

/** Asks the running hub as a persona. @throws CommandFailure where none runs */
export async function askHub(
  deployment: Deployment,
  { persona, subject }: Asker,
  query: string,
  variables: object,
): Promise<z.infer<typeof reply>> {
  if (!deployment.running)
    throw new CommandFailure('The running system answers this: start it with `npm start`.');
  const { token, caseId } = await personaToken(deployment, persona, subject);
  const response = await fetch(`${deployment.running.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(caseId !== null && { 'caretrail-case': caseId }),
    },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(DEADLINE),
  });
  return reply.parse(await response.json());
}
