import { code } from './datatypes.ts';
import type { ExportedType } from './exported-type.ts';

export const patient: ExportedType = {
  type: 'Patient',
  access: 'person.see',
  list: null,
  fields: `sex name { use family given prefix suffix text } identifiers { system value type }
    telecom { system value use } address { lines city state postalCode country } birthDate`,
  resource(node) {
    const [name, address] = [node.node('name'), node.node('address')];
    return {
      gender: node.text('sex')?.toLowerCase(),
      birthDate: node.text('birthDate'),
      name: name && [
        {
          ...{ use: name.text('use'), text: name.text('text'), family: name.text('family') },
          ...{ given: name.texts('given'), prefix: name.texts('prefix'), suffix: name.texts('suffix') },
        },
      ],
      identifier: node.nodes('identifiers').map((one) => ({
        ...{ system: one.text('system'), value: one.text('value'), type: code(one.text('type')) },
      })),
      telecom: node.nodes('telecom').map((one) => ({
        ...{ system: one.text('system'), value: one.text('value'), use: one.text('use') },
      })),
      address: address && [
        {
          ...{ line: address.texts('lines'), city: address.text('city'), state: address.text('state') },
          ...{ postalCode: address.text('postalCode'), country: address.text('country') },
        },
      ],
    };
  },
};
