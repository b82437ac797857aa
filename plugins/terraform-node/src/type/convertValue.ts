import { JsonValue, TerraformType, TypeProblem } from '@connectly/plugin-terraform-common';

/**
 * A value as Terraform gives it to a variable of a type: texts and numbers converted, what is optional filled in, a set without
 * repetition, attributes that the type does not have left out.
 * @public
 */
export function convertValue(
  value: JsonValue,
  type: TerraformType,
  path: string[] = [],
): { value: JsonValue; problem?: undefined } | { problem: TypeProblem } {
  const wrong = { problem: { path, expected: { type: type.kind } } };
  if (value === null || type.kind === 'any') return { value };
  switch (type.kind) {
    case 'string':
      return typeof value === 'object' ? wrong : { value: String(value) };
    case 'number':
      if (typeof value === 'number') return { value };
      return typeof value === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? { value: Number(value) } : wrong;
    case 'bool':
      if (typeof value === 'boolean') return { value };
      return value === 'true' || value === 'false' ? { value: value === 'true' } : wrong;
    case 'list':
    case 'set': {
      if (!Array.isArray(value)) return wrong;
      const converted = each(value.map((item, index) => [String(index), item, type.element]), path);
      if (converted.problem) return converted;
      const items = converted.entries.map(([, item]) => item);
      return { value: type.kind === 'set' ? [...new Map(items.map(item => [JSON.stringify(item), item])).values()] : items };
    }
    case 'tuple': {
      if (!Array.isArray(value)) return wrong;
      if (value.length !== type.elements.length) return { problem: { path, expected: { elements: type.elements.length } } };
      const converted = each(value.map((item, index) => [String(index), item, type.elements[index]]), path);
      return converted.problem ? converted : { value: converted.entries.map(([, item]) => item) };
    }
    case 'map': {
      if (typeof value !== 'object' || Array.isArray(value)) return wrong;
      const converted = each(Object.entries(value).map(([key, item]) => [key, item, type.element]), path);
      return converted.problem ? converted : { value: Object.fromEntries(converted.entries) };
    }
    case 'object': {
      if (typeof value !== 'object' || Array.isArray(value)) return wrong;
      const wanted: [string, JsonValue, TerraformType][] = [];
      for (const attribute of type.attributes) {
        const given = Object.hasOwn(value, attribute.name) ? value[attribute.name] : undefined;
        if (given === undefined && !attribute.optional) return { problem: { path, expected: { attribute: attribute.name } } };
        wanted.push([attribute.name, given ?? attribute.default ?? null, attribute.type]);
      }
      const converted = each(wanted, path);
      return converted.problem ? converted : { value: Object.fromEntries(converted.entries) };
    }
    default:
      return { value };
  }
}

function each(
  items: [string, JsonValue, TerraformType][],
  path: string[],
): { entries: [string, JsonValue][]; problem?: undefined } | { problem: TypeProblem } {
  const entries: [string, JsonValue][] = [];
  for (const [key, item, type] of items) {
    const converted = convertValue(item, type, [...path, key]);
    if (converted.problem) return converted;
    entries.push([key, converted.value]);
  }
  return { entries };
}
