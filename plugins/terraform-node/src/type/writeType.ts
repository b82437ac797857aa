import { TerraformType } from '@connectly/plugin-terraform-common';
import { call, constant, HclExpression, list, object, reference } from '../write';

/** A type constraint as an expression of the writer. @public */
export function typeExpression(type: TerraformType): HclExpression {
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'map':
      return call(type.kind, typeExpression(type.element));
    case 'tuple':
      return call('tuple', list(...type.elements.map(typeExpression)));
    case 'object':
      return call(
        'object',
        object(
          Object.fromEntries(
            type.attributes.map(({ name, type: inner, optional, default: otherwise }) => {
              const written = typeExpression(inner);
              if (!optional) return [name, written];
              return [name, otherwise === undefined ? call('optional', written) : call('optional', written, constant(otherwise))];
            }),
          ),
        ),
      );
    default:
      return reference(type.kind);
  }
}
