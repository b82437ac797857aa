/**
 * The forms in a portal of the old frontend system: the same fields, to stand inside `<ScaffolderFieldExtensions>`.
 *
 * @packageDocumentation
 */
import {
  attachComponentData,
  createApiFactory,
  createPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createScaffolderFieldExtension } from '@backstage/plugin-scaffolder-react';
import { platformApiRef } from './api';
import { PlatformClient } from './api/PlatformClient';
import { DecisionAnswersField, DecisionReviewField, validateDecisionAnswers } from './components/DecisionForm';
import { ModuleAnswersField, ModuleReviewField, validateModuleAnswers } from './components/ModuleForm';
import {
  ServiceAnswersField,
  validateServiceAnswers,
} from './components/ServiceAnswersField';
import { ServiceReviewField } from './components/ServiceReviewField';
import { UndoConfirmationField, UndoServiceField, validateUndoConfirmation, validateUndoService } from './components/UndoForm';
import { validateWaiverAnswers, WaiverAnswersField, WaiverReviewField } from './components/WaiverForm';

export { platformTranslationRef } from './translations/ref';

/** The plugin `platform` for `@backstage/app-defaults`. @public */
export const platformPlugin = createPlugin({
  id: 'platform',
  apis: [
    createApiFactory({
      api: platformApiRef,
      deps: { discovery: discoveryApiRef, fetch: fetchApiRef },
      factory: deps => PlatformClient.create(deps),
    }),
  ],
});

/** `ui:field: ServiceAnswers`: the questions of the service form. @public */
export const ServiceAnswersFieldExtension = platformPlugin.provide(
  createScaffolderFieldExtension({
    name: 'ServiceAnswers',
    component: ServiceAnswersField,
    validation: validateServiceAnswers,
  }),
);

/** `ui:field: ServiceReview`: the files that Create commits. @public */
export const ServiceReviewFieldExtension = platformPlugin.provide(
  createScaffolderFieldExtension({
    name: 'ServiceReview',
    component: ServiceReviewField,
  }),
);

/** `ui:field: DecisionAnswers`: the questions of *Propose an ADR*. @public */
export const DecisionAnswersFieldExtension = platformPlugin.provide(
  createScaffolderFieldExtension({
    name: 'DecisionAnswers',
    component: DecisionAnswersField,
    validation: validateDecisionAnswers,
  }),
);

/** `ui:field: DecisionReview`: the document that Propose commits. @public */
export const DecisionReviewFieldExtension = platformPlugin.provide(
  createScaffolderFieldExtension({
    name: 'DecisionReview',
    component: DecisionReviewField,
  }),
);

/** `ui:field: ModuleAnswers`: the questions of *New module*. @public */
export const ModuleAnswersFieldExtension = platformPlugin.provide(
  createScaffolderFieldExtension({
    name: 'ModuleAnswers',
    component: ModuleAnswersField,
    validation: validateModuleAnswers,
  }),
);

/** `ui:field: ModuleReview`: the files that Create commits. @public */
export const ModuleReviewFieldExtension = platformPlugin.provide(
  createScaffolderFieldExtension({
    name: 'ModuleReview',
    component: ModuleReviewField,
  }),
);

/** `ui:field: WaiverAnswers`: the questions of *Propose a waiver*. @public */
export const WaiverAnswersFieldExtension = platformPlugin.provide(
  createScaffolderFieldExtension({
    name: 'WaiverAnswers',
    component: WaiverAnswersField,
    validation: validateWaiverAnswers,
  }),
);

/** `ui:field: WaiverReview`: the file that Propose commits. @public */
export const WaiverReviewFieldExtension = platformPlugin.provide(
  createScaffolderFieldExtension({
    name: 'WaiverReview',
    component: WaiverReviewField,
  }),
);

/** `ui:field: UndoService`: the service that is undone. @public */
export const UndoServiceFieldExtension = platformPlugin.provide(
  createScaffolderFieldExtension({
    name: 'UndoService',
    component: UndoServiceField,
    validation: validateUndoService,
  }),
);

/** `ui:field: UndoConfirmation`: that the person knows what undoing removes. @public */
export const UndoConfirmationFieldExtension = platformPlugin.provide(
  createScaffolderFieldExtension({
    name: 'UndoConfirmation',
    component: UndoConfirmationField,
    validation: validateUndoConfirmation,
  }),
);

// An app finds plugins, and with them their API clients, by this mark. Field extensions do not get it by themselves.
for (const field of [
  ServiceAnswersFieldExtension,
  ServiceReviewFieldExtension,
  DecisionAnswersFieldExtension,
  DecisionReviewFieldExtension,
  ModuleAnswersFieldExtension,
  ModuleReviewFieldExtension,
  WaiverAnswersFieldExtension,
  WaiverReviewFieldExtension,
  UndoServiceFieldExtension,
  UndoConfirmationFieldExtension,
]) {
  attachComponentData(field, 'core.plugin', platformPlugin);
}
