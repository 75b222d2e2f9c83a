import type * as commands from '@caretrail/proof/command';
import { z } from 'zod';
import { demand, Refusal } from '../refusal.ts';
import type { Submitter } from '../submitter/submitter.ts';

export const organizationId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,31}$/);

const organizationShape = z.strictObject({
  id: organizationId,
  msp: z.string(),
  attribute: z.string().nullable(),
});

/** A member organization as the channel knows it: whose certificates speak for it. */
export type Organization = Readonly<z.infer<typeof organizationShape>>;

export const parseOrganization = (text: string): Organization => organizationShape.parse(JSON.parse(text));

/** What the channel holds that bears on a new organization. */
export interface RegistryState {
  /** Recorded by the first registration; anchors are compared with it. */
  readonly genesis: string | null;
  readonly organization: Organization | null;
  /** Id of the organization that already has the pair of MSP and attribute. */
  readonly holder: string | null;
}

/**
 * An administrator of an MSP brings one of its organizations onto the channel, once and for ever: who speaks for a log
 * must not change under those who verify it.
 */
export function registerOrganization(
  state: RegistryState,
  request: commands.RequestOf<typeof commands.registerOrganization>,
  submitter: Submitter,
): { readonly organization: Organization; readonly genesis: string } {
  if (!submitter.administrator)
    throw new Refusal('NOT_ADMINISTRATOR', 'an administrator of the organization’s MSP registers it');
  if (state.genesis !== null && state.genesis !== request.genesis)
    throw new Refusal('GENESIS', 'the request is meant for another ledger');
  if (state.organization) throw new Refusal('ORGANIZATION_EXISTS', `${request.id} is registered already`);
  if (state.holder !== null)
    throw new Refusal('ATTRIBUTE_TAKEN', `these certificates speak for ${state.holder} already`);
  const { id, attribute, genesis } = request;
  return { organization: { id, msp: submitter.msp, attribute }, genesis };
}

/** Whether the submitter's certificate speaks for the organization. */
export const speaksFor = ({ msp, attribute }: Submitter, organization: Organization): boolean =>
  organization.msp === msp && organization.attribute === attribute;

/** Refused: `ORGANIZATION_UNKNOWN NOT_OWNER`. */
export function checkSpeaker(organization: Organization | null, submitter: Submitter): Organization {
  demand(organization !== null, 'ORGANIZATION_UNKNOWN');
  demand(
    speaksFor(submitter, organization),
    'NOT_OWNER',
    `the certificate does not speak for ${organization.id}`,
  );
  return organization;
}
