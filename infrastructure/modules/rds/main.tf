locals {
  port           = { postgres = 5432, mysql = 3306 }[var.engine]
  engine_version = { postgres = "17", mysql = "8.4" }[var.engine]
  log_exports    = { postgres = ["postgresql", "upgrade"], mysql = ["audit", "error", "slowquery"] }[var.engine]

  # MySQL on the smallest classes has no room for it.
  # Ref. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.Engines.html
  performance_insights = var.engine == "postgres" || !can(regex("\\.(micro|small)$", var.instance_class))
}

resource "aws_db_instance" "this" {
  # checkov:skip=CKV2_AWS_69: parameters.tf refuses connections without TLS; the check does not see dynamic parameters
  identifier     = var.name
  engine         = var.engine
  engine_version = local.engine_version
  instance_class = var.instance_class
  db_name        = var.database_name
  port           = local.port

  storage_type          = "gp3"
  allocated_storage     = var.allocated_storage_gib
  max_allocated_storage = var.allocated_storage_gib * 2
  storage_encrypted     = true
  kms_key_id            = var.kms_key_arn

  # RDS makes the password, keeps it in Secrets Manager and rotates it: it is never in the state.
  username                            = "dbadmin"
  manage_master_user_password         = true
  master_user_secret_kms_key_id       = var.kms_key_arn
  iam_database_authentication_enabled = true

  multi_az               = var.multi_az
  parameter_group_name   = aws_db_parameter_group.this.name
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.this.id]
  publicly_accessible    = false
  ca_cert_identifier     = "rds-ca-rsa2048-g1"

  backup_retention_period   = var.backup_retention_days
  copy_tags_to_snapshot     = true
  delete_automated_backups  = false
  deletion_protection       = var.deletion_protection
  skip_final_snapshot       = var.skip_final_snapshot
  final_snapshot_identifier = var.skip_final_snapshot ? null : "${var.name}-final-${terraform_data.created.output}"

  auto_minor_version_upgrade      = true
  enabled_cloudwatch_logs_exports = local.log_exports
  monitoring_interval             = 60
  monitoring_role_arn             = aws_iam_role.monitoring.arn
  performance_insights_enabled    = local.performance_insights
  performance_insights_kms_key_id = local.performance_insights ? var.kms_key_arn : null

  tags = var.tags

  depends_on = [aws_cloudwatch_log_group.this, aws_iam_role_policy_attachment.monitoring]
}

# A second database of the same name must not meet the first one's final snapshot.
resource "terraform_data" "created" {
  input = formatdate("YYYYMMDDhhmmss", timestamp())

  lifecycle {
    ignore_changes = [input]
  }
}

resource "aws_db_subnet_group" "this" {
  name        = var.name
  description = "Subnets of the database ${var.name}"
  subnet_ids  = var.subnet_ids

  tags = var.tags
}

resource "aws_iam_role" "monitoring" {
  name        = "${var.name}-rds-monitoring"
  description = "Lets RDS write metrics of the operating system of ${var.name}."

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Trust"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "monitoring.rds.amazonaws.com" }
    }]
  })

  tags = var.tags
}

resource "aws_iam_role_policy_attachment" "monitoring" {
  role       = aws_iam_role.monitoring.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}
