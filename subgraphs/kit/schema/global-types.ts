import type { FieldNullability, InputFieldMap, SchemaTypes, TypeParam } from '@pothos/core';
import type { PolicyId } from '../catalogue/policies.ts';
import type { AccessPlugin } from './access-plugin.ts';
import type { ListedTypeName, RecordTypeName } from './record-types.ts';

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      access: AccessPlugin<Types>;
    }

    interface ObjectTypeOptions<Types extends SchemaTypes, Shape> {
      /** The policy of every field; on a record type its see policy. AND-ed with the field's own. */
      access?: PolicyId;
      /** No policy of its own: the type exists where a field that returns it does. */
      embedded?: true;
      /** This type is the connection, or the edge, of that type. */
      connectionOf?: RecordTypeName | ListedTypeName;
    }

    interface InterfaceTypeOptions<Types extends SchemaTypes, Shape> {
      access?: PolicyId;
      embedded?: true;
    }

    interface FieldOptions<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > {
      /** The policies of this field, all of which must pass, besides that of its type. */
      access?: PolicyId | readonly PolicyId[];
    }
  }
}
