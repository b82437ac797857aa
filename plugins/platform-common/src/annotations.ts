/** Annotations that the suite writes and reads, all under one prefix. @public */
export const platformAnnotations = {
  /** `owner/name` of the repository at the forge. */
  repository: 'platform.connectly.io/repository',
  /** Directory of a module or stack inside the central repository. */
  directory: 'platform.connectly.io/directory',
  /** Latest released version of a module. */
  version: 'platform.connectly.io/version',
  /** Template and its version that made a service, `service@1.0.0`. */
  template: 'platform.connectly.io/template',
} as const;
