module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["logs_key_arn"]
}

module "logging" {
  source = "../../modules/contract-read"

  stack  = "logging"
  values = ["access_logs_bucket"]
}

module "monitoring" {
  source = "../../modules/contract-read"

  stack  = "monitoring"
  values = ["alarm_topic_arn"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "finops"

  values = {
    report_bucket    = module.bucket.name
    athena_workgroup = aws_athena_workgroup.this.name
    athena_table     = "${aws_glue_catalog_database.costs.name}.${aws_glue_catalog_table.usage.name}"
  }
}
