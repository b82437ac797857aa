resource "aws_lb_listener" "encryption_in_transit_redirect" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/example/50dc6c495c0c9188"
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "encryption_in_transit" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/example/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:ap-northeast-2:111122223333:certificate/12345678-1234-1234-1234-123456789012"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/example/73e2d6bc24d8a067"
  }
}

resource "aws_elasticache_replication_group" "encryption_in_transit" {
  replication_group_id       = "example"
  description                = "Sessions."
  node_type                  = "cache.r7g.large"
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  kms_key_id                 = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_db_parameter_group" "encryption_in_transit" {
  name   = "example"
  family = "postgres17"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
}

# A rule of the listener that answers in TLS.
resource "aws_lb_listener_rule" "encryption_in_transit" {
  listener_arn = aws_lb_listener.encryption_in_transit.arn

  action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/example/73e2d6bc24d8a067"
  }

  condition {
    path_pattern {
      values = ["/*"]
    }
  }
}

resource "aws_db_proxy" "encryption_in_transit" {
  name           = "example"
  engine_family  = "POSTGRESQL"
  role_arn       = "arn:aws:iam::111122223333:role/example-proxy"
  vpc_subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  require_tls    = true

  auth {
    auth_scheme = "SECRETS"
    iam_auth    = "DISABLED"
    secret_arn  = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:example-AbCdEf"
  }
}
