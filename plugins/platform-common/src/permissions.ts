import { createPermission } from '@backstage/plugin-permission-common';

/** See the files that a service would get, and whether a name is free. @public */
export const serviceRenderPermission = createPermission({
  name: 'platform.service.render',
  attributes: { action: 'read' },
});

/** Make a service: repository, pull requests and registration. @public */
export const serviceCreatePermission = createPermission({
  name: 'platform.service.create',
  attributes: { action: 'create' },
});

/** Make a service for a team that one is not in. @public */
export const serviceCreateForAnyTeamPermission = createPermission({
  name: 'platform.service.create-for-any-team',
  attributes: { action: 'create' },
});

/** Remove what a creation made, as long as nobody has worked in it. @public */
export const serviceUndoPermission = createPermission({
  name: 'platform.service.undo',
  attributes: { action: 'delete' },
});

/** Propose a decision: see the document, and open its pull request. @public */
export const decisionProposePermission = createPermission({
  name: 'platform.decision.propose',
  attributes: { action: 'create' },
});

/** Begin a module: see its files, and open their pull request. @public */
export const moduleProposePermission = createPermission({
  name: 'platform.module.propose',
  attributes: { action: 'create' },
});

/** Propose a waiver: see its file, and open its pull request. @public */
export const waiverProposePermission = createPermission({
  name: 'platform.waiver.propose',
  attributes: { action: 'create' },
});

/** Close a pull request that a form made for oneself, as long as nobody has worked in it. @public */
export const proposalUndoPermission = createPermission({
  name: 'platform.proposal.undo',
  attributes: { action: 'delete' },
});

/** Every permission of the plugin `platform`. @public */
export const platformPermissions = [
  serviceRenderPermission,
  serviceCreatePermission,
  serviceCreateForAnyTeamPermission,
  serviceUndoPermission,
  decisionProposePermission,
  moduleProposePermission,
  waiverProposePermission,
  proposalUndoPermission,
];
