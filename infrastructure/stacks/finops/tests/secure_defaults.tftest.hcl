mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias  = "billing"
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

override_module {
  target = module.logging
  outputs = {
    values = { access_logs_bucket = "dev-connectly-s3-access-logs" }
  }
}

override_module {
  target = module.monitoring
  outputs = {
    values = { alarm_topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm" }
  }
}

run "only_this_accounts_exports_write_the_bucket" {
  command = plan

  assert {
    condition = jsondecode(local.delivery_policy).Statement[0].Condition == {
      StringEquals = { "aws:SourceAccount" = "111122223333" }
      ArnLike      = { "aws:SourceArn" = "arn:aws:bcm-data-exports:us-east-1:111122223333:export/*" }
    }
    error_message = "Another account's export may not write here."
  }

  assert {
    condition     = jsondecode(local.delivery_policy).Statement[0].Resource == ["arn:aws:s3:::dev-connectly-costs", "arn:aws:s3:::dev-connectly-costs/export/*"]
    error_message = "It writes below its prefix only."
  }
}

run "leaves_aws_nothing_to_add_to_the_export" {
  command = plan

  assert {
    condition     = lookup(aws_bcmdataexports_export.this.export[0].data_query[0].table_configurations["COST_AND_USAGE_REPORT"], "BILLING_VIEW_ARN", "") == "arn:aws:billing::111122223333:billingview/primary"
    error_message = "What AWS adds by itself is an inconsistent result after apply."
  }
}

run "athena_reads_what_is_exported" {
  command = plan

  assert {
    condition     = toset([for column in aws_glue_catalog_table.usage.storage_descriptor[0].columns : column.name]) == toset(split(", ", trimsuffix(trimprefix(aws_bcmdataexports_export.this.export[0].data_query[0].query_statement, "SELECT "), " FROM COST_AND_USAGE_REPORT")))
    error_message = "The table has the columns that the export selects."
  }

  assert {
    condition     = aws_glue_catalog_table.usage.parameters["storage.location.template"] == "s3://dev-connectly-costs/export/platform/data/BILLING_PERIOD=$${billing_period}/"
    error_message = "The table finds a month where the export writes it."
  }

  assert {
    condition     = alltrue([for query in aws_athena_named_query.this : strcontains(query.query, "FROM platform_costs.usage") && strcontains(query.query, "billing_period = ")])
    error_message = "Every query reads the table, and names the month."
  }
}

run "bounds_and_encrypts_queries" {
  command = plan

  assert {
    condition     = aws_athena_workgroup.this.configuration[0].enforce_workgroup_configuration && aws_athena_workgroup.this.configuration[0].bytes_scanned_cutoff_per_query == 107374182400
    error_message = "No query reads more than it may, or writes elsewhere."
  }

  assert {
    condition     = one(aws_athena_workgroup.this.configuration[0].result_configuration[0].encryption_configuration).kms_key_arn == module.kms.values.logs_key_arn
    error_message = "What a query found is encrypted with the key of logs."
  }
}

run "people_are_told_in_time" {
  command = plan

  assert {
    condition     = alltrue([for budget in aws_budgets_budget.this : toset([for told in budget.notification : "${told.notification_type} ${told.threshold} ${join(",", told.subscriber_sns_topic_arns)}"]) == toset([for rule in ["ACTUAL 80", "FORECASTED 100", "ACTUAL 100"] : "${rule} arn:aws:sns:ap-northeast-2:111122223333:platform-alarm"])])
    error_message = "At 80 %, at a forecast of more than all, and when all is spent."
  }

  assert {
    condition     = { for name, budget in aws_budgets_budget.this : name => budget.limit_amount } == { platform-all = "800.0", platform-service-checkout = "100.0" }
    error_message = "The account has its limit and each service its own."
  }

  assert {
    condition     = one(aws_budgets_budget.this["platform-service-checkout"].cost_filter).values == tolist(["user:Service$checkout"]) && length(aws_budgets_budget.this["platform-all"].cost_filter) == 0
    error_message = "A service's budget counts what carries its tag, the account's everything."
  }
}

run "unusual_costs_are_told_at_once" {
  command = plan

  assert {
    condition     = aws_ce_anomaly_subscription.products.frequency == "IMMEDIATE" && one(aws_ce_anomaly_subscription.products.subscriber).address == module.monitoring.values.alarm_topic_arn
    error_message = "A mistake that costs hundreds a day does not wait for a weekly mail."
  }

  assert {
    condition     = one(one(aws_ce_anomaly_subscription.products.threshold_expression).dimension).values == toset(["20"])
    error_message = "From the environment's limit on."
  }
}

run "publishes_where_costs_are_found" {
  command = apply

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["report_bucket", "athena_workgroup", "athena_table"])
    error_message = "Where the reports are, and where to ask."
  }
}
