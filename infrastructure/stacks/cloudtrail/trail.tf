data "aws_caller_identity" "current" {}

locals {
  account    = data.aws_caller_identity.current.account_id
  trail_name = "platform"
  bucket     = "${var.environment}-${var.organisation}-cloudtrail"

  # Known before the trail is made: the bucket's policy comes first.
  trail_arn = "arn:aws:cloudtrail:${var.region}:${local.account}:trail/${local.trail_name}"

  # From the first object on: a lock that comes later leaves earlier ones open.
  object_lock = { days = var.object_lock.days, mode = var.object_lock.mode }

  delivery_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "TrailChecksTheBucket"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = ["s3:GetBucketAcl"]
        Resource  = "arn:aws:s3:::${local.bucket}"
        Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
      },
      {
        Sid       = "TrailWrites"
        Effect    = "Allow"
        Principal = { Service = "cloudtrail.amazonaws.com" }
        Action    = ["s3:PutObject"]
        Resource  = "arn:aws:s3:::${local.bucket}/AWSLogs/${local.account}/*"
        Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
      },
    ]
  })
}

module "bucket" {
  source = "../../modules/s3-bucket"

  name                = local.bucket
  kms_key_arn         = module.kms.values.logs_key_arn
  access_logs_bucket  = module.logging.values.access_logs_bucket
  object_lock         = local.object_lock
  deletion_protection = var.environment == "prod"
  policy_documents    = [local.delivery_policy]

  lifecycle_rules = {
    trail = { prefix = "AWSLogs/", archive_after_days = 90, archive_class = "GLACIER_IR", expire_after_days = var.trail_days }
  }

  tags = module.common_tags.tags
}

resource "aws_cloudtrail" "this" {
  # checkov:skip=CKV_AWS_252: nobody reads a message for each log file; alarms are made from the log group
  name           = local.trail_name
  s3_bucket_name = module.bucket.name
  kms_key_id     = module.kms.values.logs_key_arn

  is_multi_region_trail         = true
  include_global_service_events = true
  enable_logging                = true

  # A signed digest every hour: whoever changes or removes a log file shows.
  enable_log_file_validation = true

  cloud_watch_logs_group_arn = "${module.log_group.arn}:*"
  cloud_watch_logs_role_arn  = aws_iam_role.logs.arn

  # Who managed what, and who read which state of Terraform: states hold secrets.
  advanced_event_selector {
    name = "Management events"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }

  advanced_event_selector {
    name = "Objects of the state bucket"

    field_selector {
      field  = "eventCategory"
      equals = ["Data"]
    }

    field_selector {
      field  = "resources.type"
      equals = ["AWS::S3::Object"]
    }

    field_selector {
      field       = "resources.ARN"
      starts_with = ["arn:aws:s3:::${var.environment}-${var.organisation}/"]
    }
  }

  # Far more, or far more failed, calls than usual.
  dynamic "insight_selector" {
    for_each = var.insights ? ["ApiCallRateInsight", "ApiErrorRateInsight"] : []

    content {
      insight_type = insight_selector.value
    }
  }

  depends_on = [aws_iam_role_policy.logs]
}

# The last weeks within seconds, for alarms; Athena is minutes behind.
module "log_group" {
  source = "../../modules/cloudwatch-log-group"

  name           = local.log_group
  kms_key_arn    = module.kms.values.logs_key_arn
  retention_days = var.log_group_days

  tags = module.common_tags.tags
}

resource "aws_iam_role" "logs" {
  name        = "platform-cloudtrail"
  description = "CloudTrail writes its log group with it."

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Trust"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceArn" = local.trail_arn } }
    }]
  })
}

resource "aws_iam_role_policy" "logs" {
  name = "platform-cloudtrail"
  role = aws_iam_role.logs.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "WriteEvents"
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = ["${module.log_group.arn}:log-stream:${local.account}_CloudTrail_${var.region}*"]
    }]
  })
}
