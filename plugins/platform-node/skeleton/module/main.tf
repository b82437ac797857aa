# A topic, so that every check has something to look at: put what the module is for in its place.
resource "aws_sns_topic" "this" {
  name              = var.name
  kms_master_key_id = var.kms_key_arn

  tags = var.tags
}
