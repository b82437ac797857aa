# Who comes in: webhooks by their signature (Atlantis checks it), people by the sign-in provider (the load balancer checks it), the API
# from inside the network only.
locals {
  host = "atlantis.${var.domain}"
  port = 4141
}

module "balancer_front" {
  source = "../../modules/alb"

  name                = "platform-atlantis"
  vpc_id              = module.network.values.vpc_id
  subnet_ids          = module.network.list_values.public_subnet_ids
  certificate_arn     = module.balancer.values.certificate_arn
  access_logs_bucket  = module.balancer.values.access_logs_bucket
  internal            = false
  ingress_cidrs       = ["0.0.0.0/0"]
  target_port         = local.port
  health_check_path   = "/healthz"
  deletion_protection = var.deletion_protection

  tags = module.common_tags.tags
}

resource "aws_wafv2_web_acl_association" "this" {
  resource_arn = module.balancer_front.arn
  web_acl_arn  = module.balancer.values.web_acl_arn
}

# The one way in without signing in: Atlantis answers only to what is signed with the secret `webhook`.
resource "aws_lb_listener_rule" "webhooks" {
  listener_arn = module.balancer_front.https_listener_arn
  priority     = 10

  condition {
    path_pattern {
      values = ["/events"]
    }
  }

  condition {
    http_request_method {
      values = ["POST"]
    }
  }

  action {
    type             = "forward"
    target_group_arn = module.balancer_front.target_group_arn
  }
}

# The API changes state for whoever has its token: not from the Internet.
resource "aws_lb_listener_rule" "no_api" {
  listener_arn = module.balancer_front.https_listener_arn
  priority     = 20

  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }

  action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "The API answers inside the network only."
      status_code  = "404"
    }
  }
}

# The pages ask nobody for a team: who signed in could drop the lock and the plan of any pull request there. `atlantis unlock` asks.
resource "aws_lb_listener_rule" "no_changes" {
  listener_arn = module.balancer_front.https_listener_arn
  priority     = 25

  condition {
    http_request_method {
      values = ["DELETE", "PATCH", "POST", "PUT"]
    }
  }

  action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      message_body = "The pages are for reading. Comment atlantis unlock in the pull request."
      status_code  = "405"
    }
  }
}

# Everything else, so that the listener's own action is never reached.
resource "aws_lb_listener_rule" "people" {
  listener_arn = module.balancer_front.https_listener_arn
  priority     = 30

  condition {
    path_pattern {
      values = ["/*"]
    }
  }

  action {
    type = "authenticate-oidc"

    authenticate_oidc {
      issuer                     = var.sign_in.issuer
      authorization_endpoint     = var.sign_in.authorization_endpoint
      token_endpoint             = var.sign_in.token_endpoint
      user_info_endpoint         = var.sign_in.user_info_endpoint
      client_id                  = var.sign_in.client_id
      client_secret              = data.aws_secretsmanager_secret_version.oidc.secret_string
      scope                      = "openid email"
      session_timeout            = 28800
      on_unauthenticated_request = "authenticate"
    }
  }

  action {
    type             = "forward"
    target_group_arn = module.balancer_front.target_group_arn
  }
}

# The load balancer asks the sign-in provider for each person's token.
resource "aws_vpc_security_group_egress_rule" "sign_in" {
  security_group_id = module.balancer_front.security_group_id
  description       = "Sign-in provider"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "balancer" {
  security_group_id            = module.balancer_front.security_group_id
  description                  = "Requests to Atlantis"
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
  referenced_security_group_id = module.tasks.id
}

resource "aws_route53_record" "this" {
  zone_id = module.route53.values.public_zone_id
  name    = local.host
  type    = "A"

  alias {
    name                   = module.balancer_front.dns_name
    zone_id                = module.balancer_front.zone_id
    evaluate_target_health = true
  }
}
