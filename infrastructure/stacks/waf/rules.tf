locals {
  # What a forge sends: text of people and of programs, longer than the 8 KiB that WAF looks at, and full of what groups take for an
  # attack. Whoever gets it checks its signature. Exactly these paths of exactly these hosts.
  webhooks = {
    atlantis = "/events"
    portal   = "/api/events/http/github"
  }

  # Groups that look into a request's body. The others, the block list and the limit hold for webhooks too.
  reading_bodies = ["AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesCommonRuleSet", "AWSManagedRulesSQLiRuleSet"]

  # The order in which AWS's groups are asked: the cheap and certain ones first.
  order = [
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesSQLiRuleSet",
  ]
}

resource "aws_wafv2_ip_set" "blocked" {
  name               = "platform-blocked"
  description        = "Addresses that nothing is answered to."
  scope              = "REGIONAL"
  ip_address_version = "IPV4"
  addresses          = var.blocked_addresses
}

resource "aws_wafv2_web_acl" "this" {
  name        = "platform"
  description = "What every public load balancer and API of ${var.environment} shares."
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  rule {
    name     = "blocked-addresses"
    priority = 0

    action {
      block {}
    }

    statement {
      ip_set_reference_statement {
        arn = aws_wafv2_ip_set.blocked.arn
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "blocked-addresses"
      sampled_requests_enabled   = true
    }
  }

  rule {
    name     = "rate-limit"
    priority = 1

    action {
      dynamic "block" {
        for_each = var.rate_limit.mode == "block" ? [1] : []

        content {
          # So that an honest client waits instead of trying harder.
          custom_response {
            response_code = 429
          }
        }
      }

      dynamic "count" {
        for_each = var.rate_limit.mode == "count" ? [1] : []

        content {}
      }
    }

    statement {
      rate_based_statement {
        aggregate_key_type    = "IP"
        limit                 = var.rate_limit.requests
        evaluation_window_sec = var.rate_limit.window_seconds
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate-limit"
      sampled_requests_enabled   = true
    }
  }

  # Marks webhooks for the groups below, and decides nothing.
  dynamic "rule" {
    for_each = keys(local.webhooks)

    content {
      name     = "webhook-${rule.value}"
      priority = 2 + rule.key

      action {
        count {}
      }

      rule_label {
        name = "webhook"
      }

      statement {
        and_statement {
          statement {
            byte_match_statement {
              search_string         = "POST"
              positional_constraint = "EXACTLY"

              field_to_match {
                method {}
              }

              text_transformation {
                priority = 0
                type     = "NONE"
              }
            }
          }

          statement {
            byte_match_statement {
              search_string         = "${rule.value}.${var.domain}"
              positional_constraint = "EXACTLY"

              field_to_match {
                single_header {
                  name = "host"
                }
              }

              text_transformation {
                priority = 0
                type     = "LOWERCASE"
              }
            }
          }

          statement {
            byte_match_statement {
              search_string         = local.webhooks[rule.value]
              positional_constraint = "EXACTLY"

              field_to_match {
                uri_path {}
              }

              text_transformation {
                priority = 0
                type     = "NONE"
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "webhook-${rule.value}"
        sampled_requests_enabled   = true
      }
    }
  }

  dynamic "rule" {
    for_each = local.order

    content {
      name     = rule.value
      priority = 10 + rule.key

      # `count` overrides what the group's rules say, `none` leaves it to them: they block.
      override_action {
        dynamic "count" {
          for_each = var.rule_groups[rule.value] == "count" ? [1] : []

          content {}
        }

        dynamic "none" {
          for_each = var.rule_groups[rule.value] == "block" ? [1] : []

          content {}
        }
      }

      statement {
        managed_rule_group_statement {
          vendor_name = "AWS"
          name        = rule.value

          dynamic "scope_down_statement" {
            for_each = contains(local.reading_bodies, rule.value) ? [1] : []

            content {
              not_statement {
                statement {
                  label_match_statement {
                    scope = "LABEL"
                    key   = "webhook"
                  }
                }
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = rule.value
        sampled_requests_enabled   = true
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "platform"
    sampled_requests_enabled   = true
  }
}

# A load balancer or API reads web_acl_arn from the contract and associates itself; one that cannot, because other Terraform owns
# it, carries the tag and is associated here at the next apply. Whatever kind it is, AWS finds it; a web ACL goes on the application
# kind only, and one of another kind would fail every apply.
data "aws_lbs" "tagged" {
  tags = { WebAcl = "platform" }
}

resource "aws_wafv2_web_acl_association" "tagged" {
  for_each = toset([for arn in data.aws_lbs.tagged.arns : arn if strcontains(arn, ":loadbalancer/app/")])

  resource_arn = each.value
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}
