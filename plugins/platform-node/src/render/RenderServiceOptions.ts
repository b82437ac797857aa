import { ServiceAnswers } from '@connectly/plugin-platform-common';
import { PlatformSettings } from '../settings';
import { ModuleCatalogue } from './catalogue';

/** What a render needs. @public */
export interface RenderServiceOptions {
  answers: ServiceAnswers;
  catalogue: ModuleCatalogue;
  settings: PlatformSettings;
}
