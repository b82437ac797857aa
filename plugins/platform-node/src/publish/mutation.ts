/** One aliased field of a mutation. Fields run in the order in which they stand. */
export interface Step {
  alias: string;
  field: string;
  inputType: string;
  input: Record<string, unknown>;
  selection: string;
}

/** A document with its variables. */
export interface Mutation {
  document: string;
  variables: Record<string, unknown>;
}

/** Many fields as one document, each with its input in a variable; `undefined` when there is nothing to do. */
export function toMutation(name: string, steps: Step[]): Mutation | undefined {
  if (steps.length === 0) return undefined;
  const parameters = steps.map(step => `$${step.alias}: ${step.inputType}!`);
  const fields = steps.map(
    step => `  ${step.alias}: ${step.field}(input: $${step.alias}) { ${step.selection} }`,
  );
  return {
    document: `mutation ${name}(${parameters.join(', ')}) {\n${fields.join('\n')}\n}`,
    variables: Object.fromEntries(steps.map(step => [step.alias, step.input])),
  };
}
