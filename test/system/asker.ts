import { mintToken, type Persona } from '@caretrail/gateway/identity';
import { openDeployment, readSettings } from '@caretrail/gateway/launch';
import { inject } from 'vitest';
import { z } from 'zod';

const answerShape = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
});
export type Answer = z.infer<typeof answerShape> & { readonly status: number };

/** Asks the running system as its personas, over HTTP, as any client would. */
export interface Asker {
  readonly personas: readonly Persona[];
  /** Token and case of a persona; `issued` in Unix seconds, now unless said otherwise. */
  headersOf(persona: string, issued?: number): Promise<Record<string, string>>;
  ask(
    persona: string,
    query: string,
    more?: { variables?: object; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** Sends a FHIR Bundle. */
  send(persona: string, bundle: object): Promise<{ readonly status: number; readonly body: unknown }>;
}

/**
 * @param url - origin to ask, where it is another than the running system's own
 * @param home - whose personas ask
 */
export async function openAsker(url = inject('system').url, home = inject('system').home): Promise<Asker> {
  await using deployment = await openDeployment(readSettings({ CARETRAIL_HOME: home }));
  const personas = await deployment.personas();
  const { issuer, key } = deployment.embeddedIssuer();

  async function headersOf(
    name: string,
    issued = Math.floor(Date.now() / 1000),
  ): Promise<Record<string, string>> {
    const persona = personas.find((one) => one.name === name);
    if (!persona) throw new Error(`There is no persona ${name}`);
    if (persona.subject === null) return {};
    const token = await mintToken(persona, issuer, key, issued);
    return {
      authorization: `Bearer ${token}`,
      ...(persona.case !== null && { 'caretrail-case': persona.case }),
    };
  }

  return {
    personas,
    headersOf,
    async send(persona, bundle) {
      const response = await fetch(`${url}/fhir`, {
        method: 'POST',
        headers: { 'content-type': 'application/fhir+json', ...(await headersOf(persona)) },
        body: JSON.stringify(bundle),
      });
      return { status: response.status, body: await response.json() };
    },
    async ask(persona, query, { variables = {}, headers = {} } = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(await headersOf(persona)),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      return { ...answerShape.parse(await response.json()), status: response.status };
    },
  };
}
