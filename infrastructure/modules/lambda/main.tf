locals {
  from_file = var.package.file != ""
}

resource "aws_lambda_function" "this" {
  # checkov:skip=CKV_AWS_117: a function that calls no private address needs no network; vpc gives it one
  # checkov:skip=CKV_AWS_272: who may change the code is decided by who may merge; a signing profile is no contract of the platform yet
  function_name = var.name
  description   = var.description
  role          = aws_iam_role.this.arn

  runtime          = var.runtime
  handler          = var.handler
  architectures    = [var.architecture]
  memory_size      = var.memory_mib
  timeout          = var.timeout_seconds
  filename         = local.from_file ? var.package.file : null
  s3_bucket        = local.from_file ? null : var.package.s3_bucket
  s3_key           = local.from_file ? null : var.package.s3_key
  source_code_hash = local.from_file ? filebase64sha256(var.package.file) : var.package.sha256_base64
  publish          = true

  # A runaway function must not take the account's whole concurrency.
  reserved_concurrent_executions = var.reserved_concurrency

  kms_key_arn = var.kms_key_arn

  # An empty block comes back as none, and every plan would add it again.
  dynamic "environment" {
    for_each = length(var.environment) > 0 ? [var.environment] : []

    content {
      variables = environment.value
    }
  }

  tracing_config {
    mode = "Active"
  }

  # JSON lines can be searched by field.
  logging_config {
    log_group  = aws_cloudwatch_log_group.this.name
    log_format = "JSON"
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.dead_letters.arn
  }

  dynamic "vpc_config" {
    for_each = var.vpc == null ? [] : [var.vpc]

    content {
      subnet_ids         = vpc_config.value.subnet_ids
      security_group_ids = aws_security_group.this[*].id
    }
  }

  tags = var.tags

  # Without its rights, the first call fails; without its queue, the first failure is lost.
  depends_on = [aws_iam_role_policy.platform, aws_iam_role_policy.own]
}

# What an asynchronous call could not do after two more tries waits here for two weeks.
resource "aws_sqs_queue" "dead_letters" {
  name                      = "${var.name}-dead-letters"
  message_retention_seconds = 1209600
  kms_master_key_id         = var.kms_key_arn

  tags = var.tags
}

resource "aws_cloudwatch_log_group" "this" {
  # checkov:skip=CKV_AWS_338: how long logs are searchable is the caller's choice; the logging stack archives them for a year
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.logs_kms_key_arn

  tags = var.tags
}

# Calls come to the alias: a release moves it, and taking it back is moving it again.
resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The release that callers reach."
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version
}

resource "aws_lambda_permission" "this" {
  for_each = var.invokers

  statement_id  = each.key
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = each.value.service
  source_arn    = each.value.source_arn
}
