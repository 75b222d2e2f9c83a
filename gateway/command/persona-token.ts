import type { Deployment } from '../launch/deployment/deployment.ts';
import { CommandFailure, WRONG_USAGE } from './failure.ts';

/** What a request of a persona carries; `subject` puts another patient in the place of the persona's own. */
export interface PersonaToken {
  readonly token: string | null;
  readonly caseId: string | null;
}

export async function personaToken(
  deployment: Deployment,
  name: string,
  subject: string | null,
): Promise<PersonaToken> {
  const personas = await deployment.personas();
  const persona = personas.find((candidate) => candidate.name === name);
  if (!persona)
    throw new CommandFailure(
      `There is no persona ${name}: choose from ${personas.map((each) => each.name).join(', ')}.`,
      WRONG_USAGE,
    );
  if (persona.subject === null) return { token: null, caseId: null };
  const { mintToken } = await import('../identity/issuer/mint.ts');
  const { issuer, key } = deployment.embeddedIssuer();
  const asked = { ...persona, subject: subject ?? persona.subject };
  return { token: await mintToken(asked, issuer, key, Math.floor(Date.now() / 1000)), caseId: persona.case };
}
