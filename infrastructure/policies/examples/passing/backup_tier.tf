resource "aws_efs_file_system" "backup_tier" {
  encrypted  = true
  kms_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  tags       = { BackupTier = "critical" }
}
