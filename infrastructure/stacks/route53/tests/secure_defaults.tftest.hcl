mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

override_module {
  target = module.network
  outputs = {
    values = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
  }
}

run "the_private_zone_is_of_the_network_only" {
  command = plan

  assert {
    condition     = [for network in aws_route53_zone.private.vpc : network.vpc_id] == ["vpc-0a1b2c3d4e5f60718"]
    error_message = "Only the platform's network sees private names."
  }

  assert {
    condition     = length(aws_route53_zone.public.vpc) == 0
    error_message = "The public zone is public."
  }
}

run "only_amazon_issues_certificates" {
  command = plan

  assert {
    condition     = aws_route53_record.certificate_authorities.type == "CAA" && alltrue([for record in aws_route53_record.certificate_authorities.records : endswith(record, "\"amazon.com\"")])
    error_message = "No other authority may issue a certificate for the domain."
  }
}

run "delegates_to_services_by_subdomain" {
  command = apply

  assert {
    condition     = aws_route53_zone.service["checkout"].name == "checkout.dev.connectly.example"
    error_message = "A service's zone is below the environment's domain."
  }

  assert {
    condition     = aws_route53_record.service["checkout"].type == "NS" && aws_route53_record.service["checkout"].records == toset(aws_route53_zone.service["checkout"].name_servers)
    error_message = "The domain names the servers of the service's zone."
  }
}

run "logs_every_query_of_public_zones" {
  command = apply

  assert {
    condition     = aws_route53_query_log.public.cloudwatch_log_group_arn == module.public_query_log.arn && keys(aws_route53_query_log.service) == ["checkout"]
    error_message = "The domain and each service's zone are logged."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_log_resource_policy.public.policy_document).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "111122223333"
    error_message = "Another account's zones may not write here."
  }
}

run "logs_what_the_network_asks_for" {
  command = apply

  assert {
    condition     = aws_route53_resolver_query_log_config_association.this.resource_id == "vpc-0a1b2c3d4e5f60718"
    error_message = "The resolver of the network logs what is asked for."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_log_resource_policy.resolver.policy_document).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "111122223333"
    error_message = "Another account's resolvers may not write here."
  }
}

run "query_logs_have_a_key_that_only_they_use" {
  command = plan

  assert {
    condition     = aws_kms_key.query_logs.enable_key_rotation && jsondecode(aws_kms_key.query_logs.policy).Statement[1].Condition.ArnLike["kms:EncryptionContext:aws:logs:arn"] == "arn:aws:logs:us-east-1:111122223333:log-group:/aws/route53/*"
    error_message = "The key of us-east-1 is for the query logs of this account."
  }

  assert {
    condition     = !anytrue([for action in jsondecode(aws_kms_key.query_logs.policy).Statement[0].Action : can(regex("^kms:(\\*|Decrypt|Encrypt|GenerateDataKey|ReEncrypt)", action))])
    error_message = "Who runs the key does not decrypt with it."
  }
}

run "publishes_what_others_need_to_have_names" {
  command = apply

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["public_zone_id", "private_zone_id", "domain", "private_domain", "public_zone_name_servers", "zone_id_checkout"])
    error_message = "Others need the zones, the domains and the name servers; a service its own zone."
  }
}
