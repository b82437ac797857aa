module "database" {
  source = "../../modules/rds"

  name             = "shared-${var.environment}"
  engine           = "postgres"
  vpc_id           = module.network.values.vpc_id
  subnet_ids       = module.network.list_values.data_subnet_ids
  kms_key_arn      = module.kms.values.rds_key_arn
  logs_kms_key_arn = module.kms.values.logs_key_arn

  # Nobody's: services have databases of their own.
  database_name = "platform"

  instance_class        = var.instance_class
  allocated_storage_gib = var.allocated_storage_gib
  multi_az              = var.multi_az
  backup_retention_days = var.backup_retention_days

  # A development environment may be thrown away whole.
  deletion_protection = var.environment != "dev"
  skip_final_snapshot = var.environment == "dev"

  tags = local.database_tags
}

locals {
  database_tags = merge(module.common_tags.tags, { BackupTier = var.backup_tier })
}

# A service reaches the port only once its own security group opens the way out to this one: those of the module ecs-service open
# nothing but HTTPS. Who is behind an address is told by IAM, not by the network.
resource "aws_vpc_security_group_ingress_rule" "network" {
  security_group_id = module.database.security_group_id
  description       = "Database clients within the network"
  ip_protocol       = "tcp"
  from_port         = module.database.port
  to_port           = module.database.port
  cidr_ipv4         = module.network.values.vpc_cidr
}
