mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

# One run for all of it: a web ACL is the largest resource that the provider knows, and each run takes ten seconds.
run "is_safe_as_it_comes" {
  command = apply

  assert {
    condition = { for rule in aws_wafv2_web_acl.this.rule : rule.priority => rule.name } == {
      0  = "blocked-addresses"
      1  = "rate-limit"
      2  = "webhook-atlantis"
      3  = "webhook-portal"
      10 = "AWSManagedRulesAmazonIpReputationList"
      11 = "AWSManagedRulesKnownBadInputsRuleSet"
      12 = "AWSManagedRulesCommonRuleSet"
      13 = "AWSManagedRulesSQLiRuleSet"
    }
    error_message = "The block list comes first, then the limit, then AWS's groups."
  }

  assert {
    condition     = [for rule in aws_wafv2_web_acl.this.rule : [length(rule.action[0].block), one(rule.statement[0].ip_set_reference_statement).arn] if rule.name == "blocked-addresses"] == [[1, aws_wafv2_ip_set.blocked.arn]]
    error_message = "What is on the list is blocked, not counted."
  }

  assert {
    condition = {
      for rule in aws_wafv2_web_acl.this.rule : rule.name => length(rule.override_action[0].count) == 1 ? "count" : "block" if rule.priority >= 10
    } == var.rule_groups
    error_message = "Each group does what its mode says."
  }

  assert {
    condition     = [for rule in aws_wafv2_web_acl.this.rule : length(rule.action[0].count) if rule.name == "rate-limit"] == [1]
    error_message = "The limit counts while it is tried."
  }

  assert {
    condition = {
      for rule in aws_wafv2_web_acl.this.rule : rule.name => [
        for statement in flatten(rule.statement[0].and_statement[*].statement) : statement.byte_match_statement[0].search_string if statement.byte_match_statement[0].positional_constraint == "EXACTLY"
      ] if startswith(rule.name, "webhook-")
      } == {
      webhook-atlantis = ["POST", "atlantis.dev.connectly.example", "/events"]
      webhook-portal   = ["POST", "portal.dev.connectly.example", "/api/events/http/github"]
    }
    error_message = "Exactly the two paths, each of its host, and nothing that only begins like them."
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : length(rule.action[0].count) == 1 && one(rule.rule_label[*].name) == "webhook" if startswith(rule.name, "webhook-")])
    error_message = "The mark decides nothing: the block list and the limit have been asked before, other groups come after."
  }

  assert {
    condition = toset([
      for rule in aws_wafv2_web_acl.this.rule : rule.name
      if length(flatten(rule.statement[0].managed_rule_group_statement[*].scope_down_statement)) == 1
    ]) == toset(["AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesCommonRuleSet", "AWSManagedRulesSQLiRuleSet"])
    error_message = "A webhook is longer than the common group lets pass, and its text is anybody's."
  }

  assert {
    condition     = alltrue([for rule in aws_wafv2_web_acl.this.rule : rule.visibility_config[0].cloudwatch_metrics_enabled && rule.visibility_config[0].sampled_requests_enabled && rule.visibility_config[0].metric_name == rule.name])
    error_message = "It shows which rule found what."
  }

  assert {
    condition     = toset(flatten([for field in aws_wafv2_web_acl_logging_configuration.this.redacted_fields : field.single_header[*].name])) == toset(["authorization", "cookie", "x-api-key"])
    error_message = "Headers that let somebody in are not logged."
  }

  assert {
    condition     = anytrue([for field in aws_wafv2_web_acl_logging_configuration.this.redacted_fields : length(field.query_string) == 1])
    error_message = "Tokens in addresses are not logged."
  }

  assert {
    condition = aws_wafv2_web_acl_logging_configuration.this.logging_filter[0].default_behavior == "DROP" && toset(flatten([
      for filter in aws_wafv2_web_acl_logging_configuration.this.logging_filter[0].filter : [for condition in filter.condition : condition.action_condition[0].action]
    ])) == toset(["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"])
    error_message = "What was blocked, or would have been, is logged."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_log_resource_policy.waf.policy_document).Statement[0].Condition.StringEquals["aws:SourceAccount"] == "111122223333"
    error_message = "Another account's web ACLs may not write here."
  }

  assert {
    condition     = data.aws_lbs.tagged.tags == tomap({ WebAcl = "platform" })
    error_message = "The tag is WebAcl = platform."
  }

  assert {
    condition = [for association in aws_wafv2_web_acl_association.tagged : [association.resource_arn, association.web_acl_arn]] == [
      ["arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/legacy/0a1b2c3d4e5f6071", aws_wafv2_web_acl.this.arn]
    ]
    error_message = "An application load balancer with the tag gets the web ACL; AWS refuses it for the other kinds."
  }

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["web_acl_arn", "ip_block_set_arn"])
    error_message = "A load balancer needs the web ACL, a web ACL of a service's own the block list."
  }
}
