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

# The name says nothing of what a bucket is.
module "encryption_at_rest_logs_by_name" {
  source = "./logs-by-name"
}

resource "aws_s3_bucket" "encryption_at_rest_access_logs" {
  bucket = "example-payments"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "encryption_at_rest_access_logs" {
  bucket = "example-payments-of-somebody"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# With a key of AWS's own, by its alias or by leaving the key out.
resource "aws_sqs_queue" "encryption_at_rest_alias" {
  name              = "example-alias"
  kms_master_key_id = "alias/aws/sqs"
}

resource "aws_sns_topic" "encryption_at_rest_alias" {
  name              = "example-alias"
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "encryption_at_rest_without_a_key" {
  bucket = "example-without-a-key"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_dynamodb_table" "encryption_at_rest_without_a_key" {
  name                        = "example-without-a-key"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  deletion_protection_enabled = true

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled = true
  }

  tags = { BackupTier = "standard" }
}

resource "aws_kinesis_stream" "encryption_at_rest" {
  name        = "example"
  shard_count = 1
}

resource "aws_launch_template" "encryption_at_rest" {
  name = "example-disk"

  block_device_mappings {
    device_name = "/dev/xvdb"

    ebs {
      volume_size = 10
    }
  }
}

# A snapshot may be unencrypted.
resource "aws_db_instance" "encryption_at_rest_restored" {
  identifier                = "example-restored"
  instance_class            = "db.t4g.micro"
  snapshot_identifier       = "example"
  deletion_protection       = true
  final_snapshot_identifier = "example-restored-final"
  backup_retention_period   = 14
  tags                      = { BackupTier = "critical" }
}

resource "aws_elasticache_cluster" "encryption_at_rest" {
  cluster_id      = "example"
  engine          = "redis"
  node_type       = "cache.t4g.micro"
  num_cache_nodes = 1
}
