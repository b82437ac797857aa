import { ModuleLifecycle } from '@connectly/plugin-terraform-common';

export interface RawDbModuleVersionRow {
  name: string;
  ref: string;
  repository: string;
  version: string;
  released: boolean | number;
  commit: string;
  findings: number;
  data: string;
}

export interface RawDbModuleRow {
  name: string;
  repository: string;
  title: string;
  description: string;
  owner: string;
  lifecycle: ModuleLifecycle;
  latest_version: string;
  latest_ref: string;
  released: boolean | number;
  findings: number;
  search: string;
}

export interface RawDbStackRow {
  name: string;
  repository: string;
  directory: string;
  title: string;
  description: string;
  owner: string;
  findings: number;
  search: string;
  data: string;
}

export interface RawDbContractValueRow {
  stack: string;
  value: string;
  kind: 'String' | 'StringList';
  repository: string;
  directory: string;
  file: string;
  line: number;
}

export interface RawDbModuleUsageRow {
  repository: string;
  directory: string;
  call: string;
  environment: string | null;
  stack: string | null;
  module: string;
  version: string | null;
  file: string;
  line: number;
}

export interface RawDbContractUseRow {
  repository: string;
  directory: string;
  environment: string | null;
  stack: string;
  value: string;
}

export interface RawDbFindingRow {
  repository: string;
  ref: string;
  subject: string;
  severity: 'error' | 'warning';
  code: string;
  message: string;
  file: string;
  line: number;
}
