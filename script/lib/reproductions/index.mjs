/** Every reproduction by its name, which is what an entry says under `proof`. */
import { access } from './access.mjs';
import { atlantis } from './atlantis.mjs';
import { aws } from './aws.mjs';
import { contracts } from './contracts.mjs';
import { policies } from './policies.mjs';
import { portal } from './portal.mjs';
import { state } from './state.mjs';
import { terraformFiles } from './terraform-files.mjs';
import { terraformInit } from './terraform-init.mjs';

export const reproductions = {
  ...state, ...terraformInit, ...terraformFiles, ...contracts, ...access, ...aws, ...policies, ...atlantis, ...portal,
};
