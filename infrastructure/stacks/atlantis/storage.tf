# Plans wait here for their apply, and locks for their end: both outlive a task.
resource "aws_efs_file_system" "this" {
  # checkov:skip=CKV2_AWS_18: aws_efs_backup_policy below puts it into the backups of EFS
  creation_token = "platform-atlantis"
  encrypted      = true
  kms_key_id     = module.kms.values.rds_key_arn

  lifecycle_policy {
    transition_to_ia = "AFTER_14_DAYS"
  }

  tags = { Name = "platform-atlantis", BackupTier = "standard" }
}

resource "aws_efs_backup_policy" "this" {
  file_system_id = aws_efs_file_system.this.id

  backup_policy {
    status = "ENABLED"
  }
}

resource "aws_efs_mount_target" "this" {
  # By position: ids are not known before the network is.
  count = length(module.network.list_values.private_subnet_ids)

  file_system_id  = aws_efs_file_system.this.id
  subnet_id       = module.network.list_values.private_subnet_ids[count.index]
  security_groups = [module.storage.id]
}

resource "aws_efs_access_point" "this" {
  file_system_id = aws_efs_file_system.this.id

  # The user of the image.
  posix_user {
    uid = 10001
    gid = 10001
  }

  root_directory {
    path = "/atlantis"

    creation_info {
      owner_uid   = 10001
      owner_gid   = 10001
      permissions = "0700"
    }
  }
}

# Only Atlantis, only over TLS, only through its access point.
resource "aws_efs_file_system_policy" "this" {
  file_system_id = aws_efs_file_system.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "AtlantisOnly"
        Effect    = "Allow"
        Principal = { AWS = module.task_role.role_arn }
        Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        Resource  = aws_efs_file_system.this.arn
        Condition = { StringEquals = { "elasticfilesystem:AccessPointArn" = aws_efs_access_point.this.arn } }
      },
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "*"
        Resource  = aws_efs_file_system.this.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

module "storage" {
  source = "../../modules/security-group"

  name        = "platform-atlantis-storage"
  description = "Plans and locks of Atlantis"
  vpc_id      = module.network.values.vpc_id

  ingress = {
    server = { description = "File system of the server", from_port = 2049, to_port = 2049, source_security_group_id = module.tasks.id }
  }

  tags = module.common_tags.tags
}
