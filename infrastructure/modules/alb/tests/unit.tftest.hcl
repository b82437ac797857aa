mock_provider "aws" {
  override_during = plan

  mock_resource "aws_lb" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/checkout-dev/50dc6c495c0c9188" }
  }

  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/checkout-dev/73e2d6bc24d8a067" }
  }

  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60718" }
  }
}

variables {
  name               = "checkout-dev"
  vpc_id             = "vpc-0a1b2c3d4e5f60718"
  subnet_ids         = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  certificate_arn    = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
  access_logs_bucket = "dev-connectly-access-logs"
  target_port        = 8080
}

run "is_internal_and_protected_by_default" {
  command = plan

  assert {
    condition     = aws_lb.this.internal && aws_lb.this.enable_deletion_protection
    error_message = "A load balancer must be internal and protected from deletion."
  }

  assert {
    condition     = aws_lb.this.drop_invalid_header_fields && aws_lb.this.desync_mitigation_mode == "defensive"
    error_message = "Malformed requests must not reach the targets."
  }
}

run "has_no_web_acl_inside_the_network" {
  command = plan
  variables { web_acl_arn = "arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/platform/1234abcd-12ab-34cd-56ef-1234567890ab" }

  assert {
    condition     = length(aws_wafv2_web_acl_association.this) == 0
    error_message = "What only private networks reach needs no web ACL."
  }
}

run "has_the_web_acl_towards_the_internet" {
  command = plan

  variables {
    internal    = false
    web_acl_arn = "arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/platform/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  assert {
    condition     = one(aws_wafv2_web_acl_association.this).resource_arn == aws_lb.this.arn && one(aws_wafv2_web_acl_association.this).web_acl_arn == var.web_acl_arn
    error_message = "The rules that all public load balancers share stand before this one too."
  }
}

run "listens_on_tls_only" {
  command = plan

  assert {
    condition     = aws_lb_listener.https.port == 443 && aws_lb_listener.https.protocol == "HTTPS"
    error_message = "The listener must speak HTTPS."
  }

  assert {
    condition     = aws_lb_listener.https.ssl_policy == "ELBSecurityPolicy-TLS13-1-2-2021-06"
    error_message = "TLS below 1.2 must be refused."
  }

  assert {
    condition     = toset(keys(aws_vpc_security_group_ingress_rule.https)) == toset(["10.0.0.0/8"]) && alltrue([for cidr, rule in aws_vpc_security_group_ingress_rule.https : rule.cidr_ipv4 == cidr && rule.from_port == 443])
    error_message = "Only private networks may connect, and only on 443."
  }
}

run "answers_no_http_at_all_when_internal" {
  command = plan

  assert {
    condition     = length(aws_lb_listener.redirect) == 0 && length(aws_vpc_security_group_ingress_rule.redirect) == 0
    error_message = "An internal load balancer must not listen on port 80."
  }
}

run "logs_every_request" {
  command = plan

  assert {
    condition     = aws_lb.this.access_logs[0].enabled && aws_lb.this.access_logs[0].bucket == "dev-connectly-access-logs" && aws_lb.this.access_logs[0].prefix == "checkout-dev"
    error_message = "Access logs go to the platform's bucket under the load balancer's own prefix."
  }
}

run "checks_health_on_the_targets_port" {
  command = plan

  assert {
    condition     = aws_lb_target_group.this.port == 8080 && aws_lb_target_group.this.target_type == "ip" && aws_lb_target_group.this.health_check[0].path == "/healthz"
    error_message = "Fargate tasks are targets by address and answer on /healthz."
  }
}

run "faces_the_internet_only_when_asked" {
  command = plan

  variables {
    internal      = false
    ingress_cidrs = ["0.0.0.0/0"]
  }

  assert {
    condition     = !aws_lb.this.internal && toset(keys(aws_vpc_security_group_ingress_rule.https)) == toset(["0.0.0.0/0"])
    error_message = "internal = false makes it internet-facing."
  }

  assert {
    condition     = aws_lb_listener.redirect[0].default_action[0].redirect[0].protocol == "HTTPS" && aws_lb_listener.redirect[0].default_action[0].redirect[0].status_code == "HTTP_301"
    error_message = "Port 80 must do nothing but redirect to HTTPS."
  }
}

run "can_be_deleted_only_when_asked" {
  command = plan

  variables {
    deletion_protection = false
  }

  assert {
    condition     = !aws_lb.this.enable_deletion_protection
    error_message = "Opting out must be possible, or nothing can ever be removed."
  }
}

run "redirects_only_those_who_may_connect" {
  command = plan

  variables {
    internal      = false
    ingress_cidrs = ["203.0.113.0/24"]
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.redirect : rule.cidr_ipv4] == ["203.0.113.0/24"]
    error_message = "Port 80 answers whom port 443 answers, and nobody else."
  }
}
