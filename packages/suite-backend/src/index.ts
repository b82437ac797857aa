import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';

/**
 * The backend features of the suite, in one line of a portal's backend. The permission policy and the guest's roles
 * are not among them: who may do what is the portal's own.
 *
 * @public
 */
export default createBackendFeatureLoader({
  loader: () => [
    import('@connectly/plugin-repositories-backend'),
    import('@connectly/plugin-terraform-backend'),
    import('@connectly/plugin-handbook-backend'),
    import('@connectly/plugin-search-backend-module-handbook'),
    import('@connectly/plugin-search-backend-module-terraform'),
    import('@connectly/plugin-platform-backend'),
    import('@connectly/plugin-scaffolder-backend-module-platform'),
    import('@connectly/plugin-catalog-backend-module-repositories'),
    import('@connectly/plugin-catalog-backend-module-terraform'),
  ],
});
