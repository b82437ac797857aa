/**
 * What `script/infra mutate` changes: one security-relevant argument at a time, to what an attacker or a hurried person would like.
 * Values are looked for in the text line by line: the files are formatted by `terraform fmt`, so an argument has a line of its own.
 */

/** The value that makes a resource less safe, by argument. */
const unsafeValues = {
  acl: '"public-read"',
  allow_overwrite: 'true',
  assign_public_ip: 'true',
  at_rest_encryption_enabled: 'false',
  authorization_type: '"NONE"',
  auto_accept_shared_attachments: '"enable"',
  auto_minor_version_upgrade: 'false',
  backup_retention_period: '0',
  block_public_acls: 'false',
  block_public_policy: 'false',
  bucket_key_enabled: 'false',
  cidr_ipv4: '"0.0.0.0/0"',
  cloud_watch_encryption_enabled: 'false',
  copy_tags_to_snapshot: 'false',
  delete_automated_backups: 'true',
  deletion_protection: 'false',
  deletion_protection_enabled: 'false',
  deletion_window_in_days: '7',
  desync_mitigation_mode: '"monitor"',
  disable_execute_api_endpoint: 'false',
  drop_invalid_header_fields: 'false',
  enable_continuous_backup: 'false',
  enable_deletion_protection: 'false',
  enable_key_rotation: 'false',
  enable_log_file_validation: 'false',
  enable_logging: 'false',
  enabled_cloudwatch_logs_exports: '[]',
  encrypted: 'false',
  enforce_workgroup_configuration: 'false',
  force_delete: 'true',
  force_destroy: 'true',
  iam_database_authentication_enabled: 'false',
  ignore_public_acls: 'false',
  image_tag_mutability: '"MUTABLE"',
  include_global_service_events: 'false',
  is_multi_region_trail: 'false',
  manage_master_user_password: 'false',
  map_public_ip_on_launch: 'true',
  multi_az: 'false',
  multi_az_enabled: 'false',
  object_ownership: '"ObjectWriter"',
  on_unauthenticated_request: '"allow"',
  private_dns_enabled: 'false',
  publicly_accessible: 'true',
  readonlyRootFilesystem: 'false',
  recovery_window_in_days: '0',
  restrict_public_buckets: 'false',
  retention_in_days: '0',
  scan_on_push: 'false',
  security_policy: '"TLS_1_0"',
  skip_final_snapshot: 'true',
  snapshot_retention_limit: '0',
  sse_algorithm: '"AES256"',
  ssl_policy: '"ELBSecurityPolicy-2016-08"',
  storage_encrypted: 'false',
  transit_encryption: '"DISABLED"',
  transit_encryption_enabled: 'false',
  user_authorization_required: 'false',
};

/** Arguments that name a key: without them AWS uses one of its own, or none. */
export const keyArguments = ['kms_key_arn', 'kms_key_id', 'kms_master_key_id', 'kms_master_key_arn', 'master_user_secret_kms_key_id', 'performance_insights_kms_key_id'];

/** Arguments that protect, or do not. */
export const protectiveArguments = Object.keys(unsafeValues);

/** Replacements anywhere in a line. */
const replacements = [
  { what: 'a denial becomes a permission', from: /(\bEffect\s*=\s*)"Deny"/, to: '$1"Allow"' },
  { what: 'TLS is no longer asked for', from: /("aws:SecureTransport"\s*=\s*)"false"/, to: '$1"true"' },
  { what: 'versions are not kept', from: /(\bstatus\s*=\s*)"Enabled"/, to: '$1"Suspended"' },
  { what: 'whoever asks is somebody', from: /(\bPrincipal\s*=\s*)\{.*\}/, to: '$1"*"' },
  { what: 'every resource', from: /(\bResource\s*=\s*)(?!"\*"|\["\*"\])\S.*$/, to: '$1"*"' },
  { what: 'every action', from: /(\bAction\s*=\s*)\[.*\]$/, to: '$1["*"]' },
];

/** Defaults that protect: opting out must be somebody's decision. */
const protectiveDefault = /^(deletion_protection|multi_az|encryption|internal|enable_.*|require_.*|.*_protection|.*_encryption|private_.*)$/;

/**
 * @typedef {object} Mutant
 * @property {number} line counted from 1
 * @property {'protection' | 'rule'} kind a `rule` is a validation of a variable that accepts everything; every other one takes a protection away
 * @property {string} what what it does
 * @property {string} text the file with the change
 */

const isComment = line => /^\s*(#|\/\/)/.test(line);

/** Replaces a line; undefined leaves it out. */
function withLine(lines, index, line) {
  return [...lines.slice(0, index), ...(line === undefined ? [] : [line]), ...lines.slice(index + 1)].join('\n');
}

function* argumentMutants(lines, index) {
  const [, indent, name, space, value] = /^(\s+)(\w+)(\s*=\s*)(\S.*)$/.exec(lines[index]) ?? [];
  if (name === undefined) return;
  // a value over several lines is left alone: half of it would be no HCL
  const open = (value.match(/[[({]/g) ?? []).length - (value.match(/[\])}]/g) ?? []).length;
  if (open !== 0 || value.startsWith('<<')) return;
  const unsafe = unsafeValues[name];
  if (unsafe !== undefined && value !== unsafe) {
    yield { what: `${name} = ${unsafe} instead of ${value}`, text: withLine(lines, index, `${indent}${name}${space}${unsafe}`) };
  }
  if (keyArguments.includes(name) && value !== 'null') {
    yield { what: `${name} left out`, text: withLine(lines, index, undefined) };
  }
}

function* replacementMutants(lines, index) {
  for (const { what, from, to } of replacements) {
    const changed = lines[index].replace(from, to);
    const balanced = (changed.match(/[[({]/g) ?? []).length === (changed.match(/[\])}]/g) ?? []).length;
    const wasBalanced = (lines[index].match(/[[({]/g) ?? []).length === (lines[index].match(/[\])}]/g) ?? []).length;
    if (changed !== lines[index] && balanced === wasBalanced) {
      yield { what: `${what}: ${lines[index].trim()}`, text: withLine(lines, index, changed) };
    }
  }
}

/** Rules and protective defaults of variables. */
function* variableMutants(lines, index, variable) {
  if (/^\s+default\s*=\s*true$/.test(lines[index]) && protectiveDefault.test(variable)) {
    yield { what: `${variable} is false by default`, text: withLine(lines, index, lines[index].replace('true', 'false')) };
  }
  if (/^\s+condition\s*=\s*\S.*$/.test(lines[index]) && !/[[({]$/.test(lines[index])) {
    yield { kind: 'rule', what: `a rule of ${variable} accepts everything`, text: withLine(lines, index, lines[index].replace(/(condition\s*=\s*).*/, `$1var.${variable} == var.${variable}`)) };
  }
}

/**
 * The mutants of one file.
 *
 * @param {string} name variables are changed in variables.tf, arguments everywhere else
 * @param {string} text
 * @returns {Mutant[]}
 */
export function mutantsOf(name, text) {
  const lines = text.split('\n');
  const mutants = [];
  let variable;
  for (const [index, line] of lines.entries()) {
    if (isComment(line)) continue;
    variable = /^variable "(\w+)"/.exec(line)?.[1] ?? variable;
    const found = name === 'variables.tf' ? variableMutants(lines, index, variable) : [...argumentMutants(lines, index), ...replacementMutants(lines, index)];
    for (const mutant of found) mutants.push({ line: index + 1, kind: 'protection', ...mutant });
  }
  return mutants;
}
