# Outside production it may go.
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
  tags                        = { BackupTier = "development" }
}
