mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
  }
}

# The provider holds what it gets to the form of the real thing.
mock_resource "aws_iam_role" {
  defaults = {
    arn = "arn:aws:iam::111122223333:role/platform-backup"
  }
}

mock_resource "aws_backup_vault" {
  defaults = {
    arn = "arn:aws:backup:ap-northeast-2:111122223333:backup-vault:platform-standard"
  }
}

mock_resource "aws_kms_key" {
  defaults = {
    arn    = "arn:aws:kms:ap-northeast-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ad"
    key_id = "1234abcd-12ab-34cd-56ef-1234567890ad"
  }
}
