resource "aws_db_instance" "deletion_protection" {
  identifier                  = "example"
  engine                      = "postgres"
  instance_class              = "db.m7g.2xlarge"
  allocated_storage           = 20
  username                    = "root"
  manage_master_user_password = true
  storage_encrypted           = true
  kms_key_id                  = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  deletion_protection         = true
  final_snapshot_identifier   = "example-final"
  backup_retention_period     = 14
  multi_az                    = true
  tags                        = { BackupTier = "critical" }
}

resource "aws_lb" "deletion_protection" {
  name                       = "example"
  internal                   = true
  subnets                    = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  enable_deletion_protection = true
}

resource "aws_s3_bucket" "deletion_protection" {
  bucket = "example"
}

resource "aws_cognito_user_pool" "deletion_protection" {
  name                = "example"
  deletion_protection = "ACTIVE"
}
