import { collaborationMutations } from './collaborationMutations';
import { Fields, Mutations } from './fields';
import { gitMutations } from './gitMutations';
import { protectionMutations } from './protectionMutations';
import { repositoryMutations } from './repositoryMutations';

/** The fields that a mutation starts from. graphql-js runs them one after the other. */
export function mutationTypes(): Record<string, Fields> {
  const mutations: Mutations = {
    ...gitMutations,
    ...repositoryMutations,
    ...protectionMutations,
    ...collaborationMutations,
  };
  return {
    Mutation: Object.fromEntries(
      Object.entries(mutations).map(([name, run]) => [
        name,
        async (_source, args, context) => {
          const { input } = args as {
            input: { clientMutationId?: string };
          };
          const payload = await run(input as never, context);
          return {
            ...payload,
            clientMutationId: input.clientMutationId ?? null,
          };
        },
      ]),
    ),
  };
}
