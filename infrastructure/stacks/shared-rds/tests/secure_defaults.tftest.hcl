mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = {
      rds_key_arn  = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ac"
    }
  }
}

override_module {
  target = module.network
  outputs = {
    values      = { vpc_id = "vpc-0a1b2c3d4e5f60718", vpc_cidr = "10.0.0.0/16" }
    list_values = { data_subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] }
  }
}

run "a_service_connects_as_itself_only" {
  command = apply
  variables { services = ["checkout", "order-archive"] }

  assert {
    condition = {
      for service, policy in aws_iam_policy.connect : service => [for statement in jsondecode(policy.policy).Statement : [statement.Effect, statement.Action, statement.Resource]]
      } == {
      checkout      = [["Allow", ["rds-db:connect"], ["arn:aws:rds-db:ap-northeast-2:111122223333:dbuser:db-ABCDEFGHIJKLMNOPQRSTUVWXYZ/checkout"]]]
      order-archive = [["Allow", ["rds-db:connect"], ["arn:aws:rds-db:ap-northeast-2:111122223333:dbuser:db-ABCDEFGHIJKLMNOPQRSTUVWXYZ/order-archive"]]]
    }
    error_message = "Each policy names one user of this one instance."
  }

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["endpoint", "port", "security_group_id", "admin_secret_arn", "database_checkout", "connect_policy_arn_checkout", "database_order_archive", "connect_policy_arn_order_archive"])
    error_message = "A service finds its database and its policy under its own name, with underscores."
  }
}

run "is_reached_from_the_network_only" {
  command = plan

  assert {
    condition     = aws_vpc_security_group_ingress_rule.network.cidr_ipv4 == "10.0.0.0/16" && aws_vpc_security_group_ingress_rule.network.from_port == 5432 && aws_vpc_security_group_ingress_rule.network.to_port == 5432
    error_message = "Only the network's own addresses, and only the database's port."
  }
}

run "says_how_it_is_backed_up" {
  command = plan

  assert {
    condition     = local.database_tags["BackupTier"] == "development" && local.database_tags["Service"] == "shared-rds"
    error_message = "The instance carries the tier beside the standard tags."
  }
}

run "holds_nobodys_data_in_the_first_database" {
  command = plan

  assert {
    condition     = module.database.database_name == "platform"
    error_message = "Services have databases of their own."
  }
}
