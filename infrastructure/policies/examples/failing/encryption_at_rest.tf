resource "aws_cloudwatch_log_group" "encryption_at_rest" {
  name              = "/example"
  retention_in_days = 30
}

resource "aws_sns_topic" "encryption_at_rest" {
  name = "example"
}

resource "aws_sqs_queue" "encryption_at_rest" {
  name = "example"
}

resource "aws_secretsmanager_secret" "encryption_at_rest" {
  name = "example"
}

resource "aws_efs_file_system" "encryption_at_rest" {
  tags = { BackupTier = "standard" }
}

resource "aws_ebs_volume" "encryption_at_rest_with_a_key_of_awss_own" {
  availability_zone = "ap-northeast-2a"
  size              = 10
  encrypted         = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "encryption_at_rest" {
  bucket = "example"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_dynamodb_table" "encryption_at_rest" {
  name                        = "example"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = true

  attribute {
    name = "id"
    type = "S"
  }

  tags = { BackupTier = "standard" }
}
