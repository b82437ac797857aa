resource "aws_cloudwatch_log_group" "log_retention" {
  name              = "/example/a-month"
  kms_key_id        = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  retention_in_days = 30
}
