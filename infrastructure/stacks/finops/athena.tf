resource "aws_athena_workgroup" "this" {
  name        = "platform-finops"
  description = "Queries of costs."

  # The queries in it go with it; they are made again from here.
  force_destroy = true

  configuration {
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    bytes_scanned_cutoff_per_query     = 100 * 1024 * 1024 * 1024

    result_configuration {
      output_location       = "s3://${module.bucket.name}/results/"
      expected_bucket_owner = local.account

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = module.kms.values.logs_key_arn
      }
    }
  }
}

resource "aws_glue_catalog_database" "costs" {
  name        = "platform_costs"
  description = "Costs and usage, for Athena."
}

# Months are worked out, as the export names them: nobody has to add one.
resource "aws_glue_catalog_table" "usage" {
  name          = "usage"
  description   = "Costs and usage by resource and hour, by month."
  database_name = aws_glue_catalog_database.costs.name
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    EXTERNAL                                  = "TRUE"
    "projection.enabled"                      = "true"
    "projection.billing_period.type"          = "date"
    "projection.billing_period.format"        = "yyyy-MM"
    "projection.billing_period.range"         = "NOW-${ceil(var.report_days / 28)}MONTHS,NOW"
    "projection.billing_period.interval"      = "1"
    "projection.billing_period.interval.unit" = "MONTHS"
    "storage.location.template"               = "s3://${module.bucket.name}/${local.prefix}/${local.export_name}/data/BILLING_PERIOD=$${billing_period}/"
  }

  partition_keys {
    name = "billing_period"
    type = "string"
  }

  storage_descriptor {
    location      = "s3://${module.bucket.name}/${local.prefix}/${local.export_name}/data/"
    input_format  = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
    }

    dynamic "columns" {
      for_each = local.columns

      content {
        name = columns.key
        type = columns.value
      }
    }
  }
}

locals {
  from  = "FROM ${aws_glue_catalog_database.costs.name}.${aws_glue_catalog_table.usage.name}"
  month = "billing_period = date_format(current_date, '%Y-%m')"

  queries = {
    "by-service" = {
      description = "What each service cost this month, by the tag Service."
      query       = "SELECT coalesce(element_at(resource_tags, 'user_service'), 'untagged') AS service, round(sum(line_item_unblended_cost), 2) AS usd ${local.from} WHERE ${local.month} GROUP BY 1 ORDER BY usd DESC"
    }
    "by-day" = {
      description = "What each day of this month cost, by product."
      query       = "SELECT date(line_item_usage_start_date) AS day, line_item_product_code AS product, round(sum(line_item_unblended_cost), 2) AS usd ${local.from} WHERE ${local.month} GROUP BY 1, 2 ORDER BY 1, usd DESC"
    }
    "dearest-resources" = {
      description = "The fifty dearest resources of this month, and whose they are."
      query       = "SELECT line_item_resource_id AS resource, line_item_product_code AS product, element_at(resource_tags, 'user_service') AS service, round(sum(line_item_unblended_cost), 2) AS usd ${local.from} WHERE ${local.month} AND line_item_resource_id <> '' GROUP BY 1, 2, 3 ORDER BY usd DESC LIMIT 50"
    }
    "untagged" = {
      description = "What this month cost without a tag Service, which nobody answers for."
      query       = "SELECT line_item_product_code AS product, line_item_usage_type AS usage, round(sum(line_item_unblended_cost), 2) AS usd ${local.from} WHERE ${local.month} AND coalesce(element_at(resource_tags, 'user_service'), '') = '' GROUP BY 1, 2 ORDER BY usd DESC LIMIT 100"
    }
  }
}

resource "aws_athena_named_query" "this" {
  for_each = local.queries

  name        = each.key
  description = each.value.description
  workgroup   = aws_athena_workgroup.this.name
  database    = aws_glue_catalog_database.costs.name
  query       = each.value.query
}
