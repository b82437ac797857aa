mock_provider "aws" {
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/checkout-dev-rds-monitoring" }
  }

  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60719" }
  }
}

variables {
  name        = "checkout-dev"
  engine      = "postgres"
  vpc_id      = "vpc-0a1b2c3d4e5f60718"
  subnet_ids  = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

run "encrypts_everything_with_the_given_key" {
  command = plan

  assert {
    condition     = aws_db_instance.this.storage_encrypted && aws_db_instance.this.kms_key_id == var.kms_key_arn
    error_message = "Storage must be encrypted with the customer-managed key."
  }

  assert {
    condition     = aws_db_instance.this.master_user_secret_kms_key_id == var.kms_key_arn && aws_db_instance.this.performance_insights_kms_key_id == var.kms_key_arn
    error_message = "The master password and performance data must be encrypted with the same key."
  }
}

run "keeps_the_password_out_of_the_state" {
  command = plan

  assert {
    condition     = aws_db_instance.this.manage_master_user_password && aws_db_instance.this.password == null
    error_message = "RDS must manage the master password."
  }

  assert {
    condition     = aws_db_instance.this.iam_database_authentication_enabled
    error_message = "Services may sign in with their role instead of a password."
  }
}

run "survives_a_zone_and_a_mistake_by_default" {
  command = plan

  assert {
    condition     = aws_db_instance.this.multi_az && aws_db_instance.this.backup_retention_period == 7
    error_message = "A standby and a week of backups are the default."
  }

  assert {
    condition     = aws_db_instance.this.deletion_protection && !aws_db_instance.this.skip_final_snapshot && !aws_db_instance.this.delete_automated_backups
    error_message = "Deleting must be hard, and must leave a snapshot and the backups."
  }
}

run "takes_corrections_of_its_engine" {
  command = plan

  assert {
    condition     = aws_db_instance.this.auto_minor_version_upgrade
    error_message = "Corrections of security come by themselves, in the maintenance window."
  }
}

run "refuses_connections_without_tls" {
  command = plan

  assert {
    condition     = { for parameter in aws_db_parameter_group.this.parameter : parameter.name => parameter.value }["rds.force_ssl"] == "1"
    error_message = "PostgreSQL must refuse connections without TLS."
  }

  assert {
    condition     = aws_db_parameter_group.this.family == "postgres17"
    error_message = "The parameters belong to the engine's major version."
  }
}

run "refuses_connections_without_tls_to_mysql" {
  command = plan

  variables {
    engine = "mysql"
  }

  assert {
    condition     = { for parameter in aws_db_parameter_group.this.parameter : parameter.name => parameter.value }["require_secure_transport"] == "1"
    error_message = "MySQL must refuse connections without TLS."
  }
}

run "bounds_and_encrypts_the_engines_logs" {
  command = plan

  variables {
    logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/logs"
  }

  assert {
    condition     = aws_cloudwatch_log_group.this["postgresql"].name == "/aws/rds/instance/checkout-dev/postgresql" && aws_cloudwatch_log_group.this["postgresql"].retention_in_days == 30
    error_message = "The log groups have the names that RDS writes to, and a bounded retention."
  }

  assert {
    condition     = toset(keys(aws_cloudwatch_log_group.this)) == aws_db_instance.this.enabled_cloudwatch_logs_exports
    error_message = "Every exported log has its group, or RDS would make one that keeps everything for ever."
  }

  assert {
    condition     = alltrue([for group in aws_cloudwatch_log_group.this : group.kms_key_id == var.logs_kms_key_arn])
    error_message = "Logs must be encrypted with the given key."
  }
}

run "is_reachable_by_nobody_by_default" {
  command = plan

  assert {
    condition     = !aws_db_instance.this.publicly_accessible && length(aws_vpc_security_group_ingress_rule.client) == 0
    error_message = "Nobody may connect until a group is named."
  }
}

run "opens_both_directions_for_a_client" {
  command = plan

  variables {
    allowed_security_group_ids = { service = "sg-0a1b2c3d4e5f60718" }
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.client["service"].referenced_security_group_id == "sg-0a1b2c3d4e5f60718" && aws_vpc_security_group_ingress_rule.client["service"].from_port == 5432
    error_message = "The client's group may reach the port of PostgreSQL."
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.client["service"].security_group_id == "sg-0a1b2c3d4e5f60718" && aws_vpc_security_group_egress_rule.client["service"].to_port == 5432
    error_message = "The client's group gets the way out to this database."
  }
}

run "watches_the_instance" {
  command = plan

  assert {
    condition     = aws_db_instance.this.monitoring_interval == 60 && aws_db_instance.this.performance_insights_enabled
    error_message = "Metrics of the operating system and of queries are on."
  }

  assert {
    condition     = aws_db_instance.this.enabled_cloudwatch_logs_exports == toset(["postgresql", "upgrade"])
    error_message = "The engine's logs go to CloudWatch."
  }
}

run "knows_mysql" {
  command = plan

  variables {
    engine         = "mysql"
    instance_class = "db.t4g.micro"
  }

  assert {
    condition     = output.port == 3306 && aws_db_instance.this.engine_version == "8.4"
    error_message = "MySQL has its own port and version."
  }

  assert {
    condition     = !aws_db_instance.this.performance_insights_enabled
    error_message = "MySQL on a micro instance cannot have performance insights."
  }
}

run "names_the_final_snapshot_after_the_moment_of_creation" {
  assert {
    condition     = can(regex("^checkout-dev-final-[0-9]{14}$", aws_db_instance.this.final_snapshot_identifier))
    error_message = "Two databases of one name must not share a final snapshot."
  }
}

# timestamp() is new at every plan: without ignore_changes the database would change for ever.
run "keeps_the_final_snapshots_name_from_plan_to_plan" {
  command = plan

  assert {
    condition     = aws_db_instance.this.final_snapshot_identifier == "checkout-dev-final-${terraform_data.created.output}"
    error_message = "A second plan must know the name already: it may not change."
  }
}
