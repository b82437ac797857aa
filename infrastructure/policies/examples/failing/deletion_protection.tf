resource "aws_db_instance" "deletion_protection" {
  identifier                  = "example"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "root"
  manage_master_user_password = true
  storage_encrypted           = true
  kms_key_id                  = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  skip_final_snapshot         = true
  backup_retention_period     = 1
  tags                        = { BackupTier = "standard" }
}

# What it calls itself does not make it less.
resource "aws_dynamodb_table" "deletion_protection_tagged_dev" {
  name         = "example-dev"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  tags = { Environment = "dev", BackupTier = "standard" }
}

resource "aws_lb" "deletion_protection" {
  name     = "example"
  internal = true
  subnets  = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
}

resource "aws_s3_bucket" "deletion_protection" {
  bucket        = "example"
  force_destroy = true
}

resource "aws_ecr_repository" "deletion_protection" {
  name         = "example"
  force_delete = true
}

resource "aws_secretsmanager_secret" "deletion_protection" {
  name                    = "example-now"
  kms_key_id              = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  recovery_window_in_days = 0
}

resource "aws_kms_key" "deletion_protection" {
  enable_key_rotation     = true
  deletion_window_in_days = 7
}

resource "aws_cognito_user_pool" "deletion_protection" {
  name                = "example"
  deletion_protection = "INACTIVE"
}

resource "aws_dynamodb_table" "deletion_protection_hidden" {
  name                        = "example-hidden"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = aws_sns_topic.for_a_name.arn == ""

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  tags = { BackupTier = "standard" }
}
