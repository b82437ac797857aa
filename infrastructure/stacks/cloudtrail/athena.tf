# What queries found. Not in the trail's own bucket, whose objects are locked.
module "results" {
  source = "../../modules/s3-bucket"

  name                    = "${local.bucket}-queries"
  kms_key_arn             = module.kms.values.logs_key_arn
  access_logs_bucket      = module.logging.values.access_logs_bucket
  noncurrent_version_days = 1
  deletion_protection     = false

  lifecycle_rules = {
    results = { expire_after_days = 30 }
  }

  tags = module.common_tags.tags
}

resource "aws_athena_workgroup" "this" {
  name        = "platform-cloudtrail"
  description = "Queries of the trail."

  # The queries in it go with it; they are made again from here.
  force_destroy = true

  configuration {
    # Nobody takes their results elsewhere, or reads more than this in one query.
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    bytes_scanned_cutoff_per_query     = var.query_limit_gib * 1024 * 1024 * 1024

    result_configuration {
      output_location       = "s3://${module.results.name}/"
      expected_bucket_owner = local.account

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = module.kms.values.logs_key_arn
      }
    }
  }
}

resource "aws_glue_catalog_database" "trail" {
  name        = "platform_cloudtrail"
  description = "The trail, for Athena."
}

# Partitions are worked out from region and day: nobody has to add one, and a query that names both reads little.
resource "aws_glue_catalog_table" "events" {
  name          = "events"
  description   = "Who did what, by region and day (UTC)."
  database_name = aws_glue_catalog_database.trail.name
  table_type    = "EXTERNAL_TABLE"

  parameters = {
    EXTERNAL                       = "TRUE"
    "projection.enabled"           = "true"
    "projection.region.type"       = "enum"
    "projection.region.values"     = join(",", var.queried_regions)
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy/MM/dd"
    "projection.day.range"         = "NOW-${var.trail_days}DAYS,NOW"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://${module.bucket.name}/AWSLogs/${local.account}/CloudTrail/$${region}/$${day}/"
  }

  dynamic "partition_keys" {
    for_each = ["region", "day"]

    content {
      name = partition_keys.value
      type = "string"
    }
  }

  storage_descriptor {
    location      = "s3://${module.bucket.name}/AWSLogs/${local.account}/CloudTrail/"
    input_format  = "com.amazon.emr.cloudtrail.CloudTrailInputFormat"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    ser_de_info {
      serialization_library = "org.apache.hive.hcatalog.data.JsonSerDe"
    }

    dynamic "columns" {
      for_each = local.columns

      content {
        name = columns.value[0]
        type = columns.value[1]
      }
    }
  }
}

locals {
  # Ref. https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
  columns = [
    ["eventversion", "string"],
    ["useridentity", "struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>>>"],
    ["eventtime", "string"],
    ["eventsource", "string"],
    ["eventname", "string"],
    ["awsregion", "string"],
    ["sourceipaddress", "string"],
    ["useragent", "string"],
    ["errorcode", "string"],
    ["errormessage", "string"],
    ["requestparameters", "string"],
    ["responseelements", "string"],
    ["additionaleventdata", "string"],
    ["requestid", "string"],
    ["eventid", "string"],
    ["readonly", "string"],
    ["resources", "array<struct<arn:string,accountid:string,type:string>>"],
    ["eventtype", "string"],
    ["recipientaccountid", "string"],
    ["sharedeventid", "string"],
    ["vpcendpointid", "string"],
  ]

  from = "FROM ${aws_glue_catalog_database.trail.name}.${aws_glue_catalog_table.events.name}"
  week = "day >= date_format(current_date - interval '7' day, '%Y/%m/%d')"

  # What is asked after an incident, and before an audit.
  queries = {
    "who-changed-a-resource" = {
      description = "Changes of a resource in the last week. Replace NAME."
      query       = "SELECT eventtime, useridentity.arn, eventname, sourceipaddress ${local.from} WHERE ${local.week} AND readonly = 'false' AND requestparameters LIKE '%NAME%' ORDER BY eventtime DESC LIMIT 200"
    }
    "denied-calls" = {
      description = "Who was refused what in the last week, most often first."
      query       = "SELECT useridentity.arn, eventsource, eventname, count(*) AS calls ${local.from} WHERE ${local.week} AND errorcode IN ('AccessDenied', 'AccessDeniedException', 'Client.UnauthorizedOperation') GROUP BY 1, 2, 3 ORDER BY calls DESC LIMIT 100"
    }
    "root-user" = {
      description = "Everything that the root user did in the last week: there should be nothing."
      query       = "SELECT eventtime, eventname, sourceipaddress, useragent ${local.from} WHERE ${local.week} AND useridentity.type = 'Root' AND useridentity.invokedby IS NULL ORDER BY eventtime DESC"
    }
    "sign-in-without-mfa" = {
      description = "IAM users and the root user who signed in to the console without a second factor in the last week."
      query       = "SELECT eventtime, useridentity.arn, sourceipaddress ${local.from} WHERE ${local.week} AND eventname = 'ConsoleLogin' AND json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Success' AND useridentity.type IN ('IAMUser', 'Root') AND json_extract_scalar(additionaleventdata, '$.MFAUsed') IS DISTINCT FROM 'Yes' ORDER BY eventtime DESC"
    }
    "changes-of-rights" = {
      description = "Changes of roles, policies, keys and trails in the last week."
      query       = "SELECT eventtime, useridentity.arn, eventsource, eventname, requestparameters ${local.from} WHERE ${local.week} AND readonly = 'false' AND eventsource IN ('iam.amazonaws.com', 'kms.amazonaws.com', 'sso.amazonaws.com', 'cloudtrail.amazonaws.com') ORDER BY eventtime DESC LIMIT 500"
    }
    "changes-of-the-watch" = {
      description = "Who switched alarms, what they watch, or their topics off in the last week."
      query       = "SELECT eventtime, useridentity.arn, eventname, errorcode, requestparameters ${local.from} WHERE ${local.week} AND eventname IN (${join(", ", [for name in concat(["PutMetricAlarm"], flatten(values(local.watch))) : "'${name}'"])}) ORDER BY eventtime DESC LIMIT 500"
    }
    "changes-past-terraform" = {
      description = "Changes in the last week by others than the roles with which Atlantis applies, which is where drift comes from."
      query       = "SELECT eventtime, useridentity.arn, eventsource, eventname ${local.from} WHERE ${local.week} AND readonly = 'false' AND useridentity.type IN ('AssumedRole', 'IAMUser') AND coalesce(useridentity.sessioncontext.sessionissuer.arn, '') NOT LIKE '%:role/service-access/%' AND coalesce(useridentity.sessioncontext.sessionissuer.username, '') NOT LIKE 'AWSServiceRole%' ORDER BY eventtime DESC LIMIT 500"
    }
    "who-read-states" = {
      description = "Who read which state of Terraform in the last week."
      query       = "SELECT eventtime, useridentity.arn, json_extract_scalar(requestparameters, '$.key') AS state ${local.from} WHERE ${local.week} AND eventname = 'GetObject' AND json_extract_scalar(requestparameters, '$.key') LIKE '%.tfstate' ORDER BY eventtime DESC LIMIT 500"
    }
  }
}

resource "aws_athena_named_query" "this" {
  for_each = local.queries

  name        = each.key
  description = each.value.description
  workgroup   = aws_athena_workgroup.this.name
  database    = aws_glue_catalog_database.trail.name
  query       = each.value.query
}
