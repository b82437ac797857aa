import { z } from 'zod/v3';

/** The one input of the actions that need the form's answers. Their rules live in the provisioner, for every door. */
export const answersInput = {
  answers: (zod: typeof z) =>
    zod
      .record(zod.unknown())
      .describe(
        'Answers of the service form: name, owner, environments, size, database, exposure and the optional ones',
      ),
};
