mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
  }
}

mock_resource "aws_kms_key" {
  defaults = {
    arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}
