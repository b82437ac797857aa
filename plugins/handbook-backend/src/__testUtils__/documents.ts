import { Entity } from '@backstage/catalog-model';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { InMemoryRepositories } from '@connectly/plugin-repositories-node/testUtils';

const decision = (state: string, title: string) =>
  `---\nstatus: ${state}\ndate: 2026-01-10\ndecision-makers: [platform]\nabout: [module:rds]\ntags: [state]\n---\n\n# ${title}\n\n## Context and Problem Statement\n\nWhy?\n\n## Considered Options\n\n* One\n* Two\n\n## Decision Outcome\n\nChosen option: "One", because it is simple.\n`;

const entry = `---
id: TS-001
title: The state is locked
symptom: Terraform says that somebody else holds the lock.
match: ['Error acquiring the state lock']
about: [component:platform]
tags: [state]
errors: []
owner: group:default/platform
reviewed: 2026-11-01
source: Terraform's documentation
---

# The state is locked

## Cause

Another run holds the lock.

## Fix

Wait for it.

## Verify

The plan runs.
`;

const korean = `---
title: 상태가 잠겨 있습니다
symptom: 다른 사람이 잠금을 갖고 있다고 Terraform이 말합니다.
---

# 상태가 잠겨 있습니다

## 원인

다른 실행이 잠금을 갖고 있습니다.

## 해결

기다리세요.

## 확인

계획이 실행됩니다.
`;

/** The repository that the portal's platform team owns. */
export const central = 'connectly/platform';

/** The central repository's documents and those of the service `orders`, whose owner its catalog-info.yaml names. */
export function fill(repositories: InMemoryRepositories): void {
  repositories.push(central, {
    'docs/index.md': '# Platform\n',
    'docs/adr/0001-one.md': decision('superseded by ADR-0002', 'One lock'),
    'docs/adr/0002-two.md': decision('accepted', 'Both locks'),
    'docs/troubleshooting/TS-001-locked.md': entry,
    'docs/troubleshooting/TS-001-locked.ko.md': korean,
  });
  repositories.push('connectly/orders', {
    'catalog-info.yaml':
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: orders }\nspec: { owner: shop }\n',
    'docs/runbook.md':
      '---\nrto: 1h\nrpo: 5m\nreviewed: 2026-01-01\n---\n\n# Runbook: orders\n\nCall the team.\n',
  });
}

/** A component that stands for a repository. */
export function entityOf(repository: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      namespace: 'default',
      name: repository.split('/')[1],
      annotations: { [platformAnnotations.repository]: repository },
    },
    spec: { type: 'service', owner: 'group:default/shop' },
  };
}

/** A runbook of two steps. */
export const runbook = `---
rto: 4h
rpo: 5m
reviewed: 2026-11-01
---

# Restore the database

## Step 1: Stop the writers

- Who: on-call
- Time: 10m

Scale to nought.

## Step 2: Restore

- Who: on-call
- Time: 1h

Restore the snapshot.
`;
