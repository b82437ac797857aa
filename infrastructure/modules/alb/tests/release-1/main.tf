# The resources of release 1.1.0 with the inputs of ../upgrade.tftest.hcl: what a state holds before the upgrade.
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 6.0"
    }
  }
}

resource "aws_lb" "this" {
  name               = "checkout-dev"
  load_balancer_type = "application"
  internal           = true
  subnets            = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  security_groups    = [aws_security_group.this.id]

  enable_deletion_protection = true

  # Requests that differ between this proxy and the target are how request smuggling works.
  drop_invalid_header_fields = true
  desync_mitigation_mode     = "defensive"

  access_logs {
    bucket  = "dev-connectly-access-logs"
    prefix  = "checkout-dev"
    enabled = true
  }
}

resource "aws_lb_target_group" "this" {
  name        = "checkout-dev"
  vpc_id      = "vpc-0a1b2c3d4e5f60718"
  port        = 8080
  protocol    = "HTTP"
  target_type = "ip"

  deregistration_delay = 30

  health_check {
    path                = "/healthz"
    matcher             = "200-299"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener" "this" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this.arn
  }
}

# Without egress of its own: each service opens the way from here to its own tasks.
resource "aws_security_group" "this" {
  name_prefix = "checkout-dev-alb-"
  description = "Load balancer checkout-dev"
  vpc_id      = "vpc-0a1b2c3d4e5f60718"

  tags = { Name = "checkout-dev-alb" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  for_each = toset(["10.0.0.0/8"])

  security_group_id = aws_security_group.this.id
  description       = "HTTPS from ${each.value}"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = each.value
}

output "listener_arn" {
  value = aws_lb_listener.this.arn
}

output "load_balancer_arn" {
  value = aws_lb.this.arn
}
