import type { InputRef } from '@pothos/core';
import { CATALOGUE, type PolicyId } from '../catalogue/policies.ts';
import type { RequestContext } from '../request/context.ts';
import type { Outcome } from '../request/reads.ts';
import type { Builder } from '../schema/builder.ts';
import { sql } from '../sql/fragment.ts';
import { actingFor } from './acting-for.ts';
import { MutationRefused } from './mutation-refused.ts';
import type { Made, Payload, PayloadRef } from './payload.ts';

export { MutationRefused };

/** A mutation of a subgraph. */
export interface MutationDeclaration<Input, Result extends Made> {
  readonly name: string;
  /** Its policy, and nobody else's. */
  readonly access: PolicyId;
  readonly description: string;
  readonly input: InputRef<Input>;
  readonly payload: PayloadRef<Result>;
  /** Whose records it is about: the policy's relation is asked for them. Null: nobody's. */
  readonly patient: (input: Input, context: RequestContext) => string | null | Promise<string | null>;
  /** Whose records it turned out to be about, where the input does not say; for the access event. */
  readonly about?: (made: Result) => string;
  /**
   * Makes the change. It is undone as a whole where this throws.
   * @throws MutationRefused for what the caller can mend
   */
  readonly run: (input: Input, context: RequestContext) => Promise<Result>;
}

/**
 * Adds a mutation that takes one `input`. In this order: tier, role, purpose and scope (by the field's policy, before
 * anything is asked), the relation to the person, the change under a savepoint of its own. Every end of it leaves an access
 * event, durable before the reply. Several of one request run one after another and stand or fall each for itself.
 */
export function addMutation<Input extends object, Result extends Made>(
  builder: Builder,
  declaration: MutationDeclaration<Input, Result>,
): void {
  const { name, access, description, input, payload } = declaration;
  builder.mutationField(name, (t) =>
    t.field({
      type: payload,
      access,
      description,
      args: { input: t.arg({ type: input, required: true }) },
      resolve: async (_, args, context, info) => {
        const { input: wanted } = args as unknown as { readonly input: Input };
        const patient = await declaration.patient(wanted, context);
        const policies = [CATALOGUE.get(access)];
        const acted = (outcome: Outcome, made?: Result) => {
          const found = made && declaration.about ? declaration.about(made) : patient;
          context.reads.acted({ mutation: name, policies, patient: found, outcome });
        };
        if (patient !== null) {
          const grants = await actingFor(context, access, patient);
          const decision = context.decisions.row(`Mutation.${name}`, policies, grants);
          if (!decision.allowed) {
            context.denials.selection(info.path, decision);
            acted('REFUSED');
            return null;
          }
        }
        return attempt(context, () => declaration.run(wanted, context), acted) as never;
      },
    }),
  );
}

async function attempt<Result extends Made>(
  { store }: RequestContext,
  run: () => Promise<Result>,
  acted: (outcome: Outcome, made?: Result) => void,
): Promise<Payload<Result>> {
  await store.query(sql`savepoint change`);
  try {
    const made = await run();
    await store.query(sql`release savepoint change`);
    acted('PERMITTED', made);
    return { made, faults: [] };
  } catch (error) {
    const refused = error instanceof MutationRefused;
    await store.query(
      refused && error.kept ? sql`release savepoint change` : sql`rollback to savepoint change`,
    );
    acted(refused ? 'REFUSED' : 'FAILED');
    if (!refused) throw error;
    const { code, field, message } = error;
    return { made: null, faults: [{ code, field, message }] };
  }
}
