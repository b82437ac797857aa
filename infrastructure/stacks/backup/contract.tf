module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["rds_key_arn"]
}

module "monitoring" {
  source = "../../modules/contract-read"

  stack  = "monitoring"
  values = ["alarm_topic_arn"]
}

module "network" {
  source = "../../modules/contract-read"

  stack       = "network"
  values      = ["vpc_id"]
  list_values = ["data_subnet_ids"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "backup"

  values = {
    vault_arn               = aws_backup_vault.this["standard"].arn
    copy_vault_arn          = aws_backup_vault.copy["standard"].arn
    role_arn                = aws_iam_role.this.arn
    rto_minutes_critical    = tostring(var.tiers.critical.rto_minutes)
    rto_minutes_standard    = tostring(var.tiers.standard.rto_minutes)
    rto_minutes_development = tostring(var.tiers.development.rto_minutes)
    rpo_minutes_critical    = tostring(local.rpo_minutes.critical)
    rpo_minutes_standard    = tostring(local.rpo_minutes.standard)
    rpo_minutes_development = tostring(local.rpo_minutes.development)

    region_rpo_minutes_critical    = tostring(local.region_rpo_minutes.critical)
    region_rpo_minutes_standard    = tostring(local.region_rpo_minutes.standard)
    region_rpo_minutes_development = tostring(local.region_rpo_minutes.development)
  }

  depends_on = [aws_backup_vault_lock_configuration.this, aws_backup_vault_lock_configuration.copy]
}
