data "aws_caller_identity" "current" {}

locals {
  account     = data.aws_caller_identity.current.account_id
  bucket      = "${var.environment}-${var.organisation}-costs"
  export_name = "platform"
  prefix      = "export"

  # What Athena's table has: name and type. Taken from the export's table COST_AND_USAGE_REPORT (CUR 2.0).
  columns = {
    bill_payer_account_id                    = "string"
    line_item_line_item_type                 = "string"
    line_item_operation                      = "string"
    line_item_product_code                   = "string"
    line_item_resource_id                    = "string"
    line_item_unblended_cost                 = "double"
    line_item_usage_account_id               = "string"
    line_item_usage_amount                   = "double"
    line_item_usage_start_date               = "timestamp"
    line_item_usage_type                     = "string"
    pricing_unit                             = "string"
    product_region_code                      = "string"
    reservation_effective_cost               = "double"
    resource_tags                            = "map<string,string>"
    savings_plan_savings_plan_effective_cost = "double"
  }

  delivery_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "DataExportsWrites"
      Effect    = "Allow"
      Principal = { Service = "bcm-data-exports.amazonaws.com" }
      Action    = ["s3:PutObject", "s3:GetBucketPolicy"]
      Resource  = ["arn:aws:s3:::${local.bucket}", "arn:aws:s3:::${local.bucket}/${local.prefix}/*"]
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account }
        ArnLike      = { "aws:SourceArn" = "arn:aws:bcm-data-exports:us-east-1:${local.account}:export/*" }
      }
    }]
  })
}

module "bucket" {
  source = "../../modules/s3-bucket"

  name                = local.bucket
  kms_key_arn         = module.kms.values.logs_key_arn
  access_logs_bucket  = module.logging.values.access_logs_bucket
  deletion_protection = var.environment == "prod"
  policy_documents    = [local.delivery_policy]

  # The month that runs is written anew several times a day.
  noncurrent_version_days = 7

  lifecycle_rules = {
    reports = { prefix = "${local.prefix}/", expire_after_days = var.report_days }
    results = { prefix = "results/", expire_after_days = 30 }
  }

  tags = module.common_tags.tags
}

resource "aws_bcmdataexports_export" "this" {
  provider = aws.billing

  export {
    name        = local.export_name
    description = "Costs and usage by resource and hour."

    data_query {
      query_statement = "SELECT ${join(", ", keys(local.columns))} FROM COST_AND_USAGE_REPORT"

      # All that AWS has for the table: what is left out it adds itself, and the provider ends the apply over the difference.
      table_configurations = {
        COST_AND_USAGE_REPORT = {
          TIME_GRANULARITY                      = "HOURLY"
          INCLUDE_RESOURCES                     = "TRUE"
          INCLUDE_MANUAL_DISCOUNT_COMPATIBILITY = "FALSE"
          INCLUDE_SPLIT_COST_ALLOCATION_DATA    = "FALSE"
          BILLING_VIEW_ARN                      = "arn:aws:billing::${local.account}:billingview/primary"
        }
      }
    }

    destination_configurations {
      s3_destination {
        s3_bucket = module.bucket.name
        s3_prefix = local.prefix
        s3_region = var.region

        s3_output_configurations {
          overwrite   = "OVERWRITE_REPORT"
          format      = "PARQUET"
          compression = "PARQUET"
          output_type = "CUSTOM"
        }
      }
    }

    refresh_cadence {
      frequency = "SYNCHRONOUS"
    }
  }
}
