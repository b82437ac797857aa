import {
  ModuleVersion,
  TerraformVariable,
} from '@connectly/plugin-terraform-common';

/** Variables under a heading; the last group of a module that names only some of them has none. */
export interface GroupedVariables {
  title?: string;
  variables: TerraformVariable[];
}

/** The variables in the groups and order of `module.yaml`, then those that no group names. */
export function variableGroups({
  directory,
  manifest,
}: ModuleVersion): GroupedVariables[] {
  const left = new Map(
    directory.variables.map(variable => [variable.name, variable]),
  );
  const groups = manifest.groups.map(
    ({ title, variables }): GroupedVariables => {
      const found: TerraformVariable[] = [];
      for (const name of variables) {
        const variable = left.get(name);
        if (variable) found.push(variable);
        left.delete(name);
      }
      return { title, variables: found };
    },
  );
  return [...groups, { variables: [...left.values()] }].filter(
    group => group.variables.length > 0,
  );
}
