locals {
  archive_prefix = "logs/"
  error_prefix   = "errors/"
}

module "archive" {
  source = "../../modules/s3-bucket"

  name                = "${var.environment}-${var.organisation}-log-archive"
  kms_key_arn         = module.kms.values.logs_key_arn
  access_logs_bucket  = aws_s3_bucket.access_logs.bucket
  deletion_protection = var.environment == "prod"

  lifecycle_rules = {
    logs   = { prefix = local.archive_prefix, archive_after_days = 30, archive_class = "GLACIER_IR", expire_after_days = var.archive_days }
    errors = { prefix = local.error_prefix, expire_after_days = 30 }
  }

  tags = module.common_tags.tags

  # S3 refuses to log into a bucket that does not let it yet.
  depends_on = [aws_s3_bucket_policy.access_logs]
}

resource "aws_kinesis_firehose_delivery_stream" "archive" {
  name        = "platform-log-archive"
  destination = "extended_s3"

  server_side_encryption {
    enabled  = true
    key_type = "CUSTOMER_MANAGED_CMK"
    key_arn  = module.kms.values.logs_key_arn
  }

  extended_s3_configuration {
    role_arn           = aws_iam_role.firehose.arn
    bucket_arn         = module.archive.arn
    kms_key_arn        = module.kms.values.logs_key_arn
    buffering_size     = var.delivery.size_mib
    buffering_interval = var.delivery.interval_seconds
    compression_format = "GZIP"

    # What Athena's table below takes a day from.
    prefix              = "${local.archive_prefix}day=!{timestamp:yyyy-MM-dd}/"
    error_output_prefix = "${local.error_prefix}!{firehose:error-output-type}/!{timestamp:yyyy-MM-dd}/"

    # CloudWatch Logs sends what it has compressed itself: undone here, so that an object is one compressed file of JSON lines.
    processing_configuration {
      enabled = true

      processors {
        type = "Decompression"

        parameters {
          parameter_name  = "CompressionFormat"
          parameter_value = "GZIP"
        }
      }

      processors {
        type = "AppendDelimiterToRecord"

        parameters {
          parameter_name  = "Delimiter"
          parameter_value = "\\n"
        }
      }
    }

    cloudwatch_logging_options {
      enabled         = true
      log_group_name  = module.delivery_errors.name
      log_stream_name = aws_cloudwatch_log_stream.delivery_errors.name
    }
  }

  depends_on = [aws_iam_role_policy.firehose]
}

# What the archive could not take. It is not archived itself: it would run in a circle.
module "delivery_errors" {
  source = "../../modules/cloudwatch-log-group"

  name           = "/platform/logging/delivery-errors"
  kms_key_arn    = module.kms.values.logs_key_arn
  retention_days = 30

  tags = module.common_tags.tags
}

resource "aws_cloudwatch_log_stream" "delivery_errors" {
  name           = "archive"
  log_group_name = module.delivery_errors.name
}

resource "aws_iam_role" "firehose" {
  name        = "platform-log-archive"
  description = "Firehose writes the log archive with it."

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "StreamsOfThisAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "firehose.amazonaws.com" }
      Condition = { StringEquals = { "sts:ExternalId" = local.account } }
    }]
  })
}

resource "aws_iam_role_policy" "firehose" {
  name = "platform-log-archive"
  role = aws_iam_role.firehose.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "FindBucket"
        Effect   = "Allow"
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Resource = [module.archive.arn]
      },
      {
        Sid      = "WriteObjects"
        Effect   = "Allow"
        Action   = ["s3:AbortMultipartUpload", "s3:PutObject"]
        Resource = ["${module.archive.arn}/${local.archive_prefix}*", "${module.archive.arn}/${local.error_prefix}*"]
      },
      {
        Sid       = "EncryptObjects"
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = [module.kms.values.logs_key_arn]
        Condition = { StringEquals = { "kms:ViaService" = ["s3.${var.region}.amazonaws.com", "firehose.${var.region}.amazonaws.com"] } }
      },
      {
        Sid      = "SayWhatFailed"
        Effect   = "Allow"
        Action   = ["logs:PutLogEvents"]
        Resource = ["${module.delivery_errors.arn}:log-stream:*"]
      },
    ]
  })
}

resource "aws_glue_catalog_database" "logs" {
  name        = "platform_logs"
  description = "The log archive, for Athena."
}

# Partitions are worked out from the day asked for: nobody has to add one, and a query without a day reads everything there is.
resource "aws_glue_catalog_table" "archive" {
  name          = "archive"
  description   = "Log events of all archived groups, by day (UTC)."
  database_name = aws_glue_catalog_database.logs.name
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    EXTERNAL                       = "TRUE"
    "projection.enabled"           = "true"
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy-MM-dd"
    "projection.day.range"         = "NOW-${var.archive_days}DAYS,NOW"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://${module.archive.name}/${local.archive_prefix}day=$${day}/"
  }

  partition_keys {
    name = "day"
    type = "string"
  }

  storage_descriptor {
    location      = "s3://${module.archive.name}/${local.archive_prefix}"
    input_format  = "org.apache.hadoop.mapred.TextInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = "org.openx.data.jsonserde.JsonSerDe"
    }

    dynamic "columns" {
      for_each = [
        ["messageType", "string"],
        ["owner", "string"],
        ["logGroup", "string"],
        ["logStream", "string"],
        ["logEvents", "array<struct<id:string,timestamp:bigint,message:string>>"],
      ]

      content {
        # Glue knows no capitals; the reader of JSON does not mind.
        name = lower(columns.value[0])
        type = columns.value[1]
      }
    }
  }
}
