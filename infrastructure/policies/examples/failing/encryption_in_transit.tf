resource "aws_lb_listener" "encryption_in_transit_plain" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/example/50dc6c495c0c9188"
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/example/73e2d6bc24d8a067"
  }
}

resource "aws_lb_listener" "encryption_in_transit_old" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/example/50dc6c495c0c9188"
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-2016-08"
  certificate_arn   = "arn:aws:acm:ap-northeast-2:111122223333:certificate/12345678-1234-1234-1234-123456789012"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/example/73e2d6bc24d8a067"
  }
}

resource "aws_elasticache_replication_group" "encryption_in_transit" {
  replication_group_id       = "example"
  description                = "Sessions."
  node_type                  = "cache.t4g.small"
  at_rest_encryption_enabled = true
  kms_key_id                 = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_db_parameter_group" "encryption_in_transit_postgres" {
  name   = "example"
  family = "postgres17"
}

resource "aws_db_parameter_group" "encryption_in_transit_mysql" {
  name   = "example-mysql"
  family = "mysql8.4"

  parameter {
    name  = "require_secure_transport"
    value = "OFF"
  }
}

# The same listener by its other name.
resource "aws_alb_listener" "encryption_in_transit_plain" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/example/50dc6c495c0c9188"
  port              = 8080
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/example/73e2d6bc24d8a067"
  }
}

resource "aws_opensearch_domain" "encryption_in_transit" {
  domain_name = "example-clear"

  vpc_options {
    subnet_ids = ["subnet-0a1b2c3d4e5f60718"]
  }

  encrypt_at_rest {
    enabled    = true
    kms_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}

# A listener that redirects, and a rule that does not.
resource "aws_lb_listener" "redirecting" {
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

resource "aws_lb_listener_rule" "encryption_in_transit" {
  listener_arn = aws_lb_listener.redirecting.arn

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

  auth {
    auth_scheme = "SECRETS"
    iam_auth    = "DISABLED"
    secret_arn  = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:example-AbCdEf"
  }
}

resource "aws_docdb_cluster_parameter_group" "encryption_in_transit" {
  family = "docdb5.0"

  parameter {
    name  = "tls"
    value = "disabled"
  }
}
