# The portal's memory: catalog, tasks of the scaffolder, what Atlantis did. The cache holds only what can be read anew.
module "database" {
  source = "../../modules/rds"

  name                  = "platform-portal"
  engine                = "postgres"
  vpc_id                = module.network.values.vpc_id
  subnet_ids            = module.network.list_values.data_subnet_ids
  kms_key_arn           = module.kms.values.rds_key_arn
  logs_kms_key_arn      = module.kms.values.logs_key_arn
  instance_class        = var.database.instance_class
  allocated_storage_gib = var.database.storage_gib
  multi_az              = var.database.multi_az
  backup_retention_days = var.database.backup_days
  # The database in which the portal makes one for each plugin.
  database_name       = "portal"
  deletion_protection = var.deletion_protection
  skip_final_snapshot = !var.deletion_protection

  allowed_security_group_ids = { portal = module.service.security_group_id }

  # AWS Backup chooses by this tag what it saves (stack backup).
  tags = merge(module.common_tags.tags, { BackupTier = var.environment == "prod" ? "critical" : "development" })
}

module "cache" {
  source = "../../modules/elasticache"

  name                = "platform-portal"
  vpc_id              = module.network.values.vpc_id
  subnet_ids          = module.network.list_values.data_subnet_ids
  kms_key_arn         = module.kms.values.rds_key_arn
  logs_kms_key_arn    = module.kms.values.logs_key_arn
  node_type           = var.cache.node_type
  replicas            = var.cache.replicas
  skip_final_snapshot = !var.deletion_protection
  users               = { portal = "on ~* &* +@all -@admin -@dangerous" }

  # Backstage's cache takes an address with a password, and makes no tokens.
  passwords = { portal = data.aws_secretsmanager_secret_version.cache.secret_string }

  allowed_security_group_ids = { portal = module.service.security_group_id }

  tags = module.common_tags.tags
}

# Pages that the portal has built from the repositories' docs/. They can be built anew.
module "techdocs" {
  source = "../../modules/s3-bucket"

  name                = "${var.environment}-${var.organisation}-techdocs"
  kms_key_arn         = module.kms.values.rds_key_arn
  access_logs_bucket  = module.logging.values.access_logs_bucket
  deletion_protection = var.deletion_protection

  tags = module.common_tags.tags
}
