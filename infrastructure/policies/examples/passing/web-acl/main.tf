resource "aws_lb" "this" {
  name                       = "example-module"
  internal                   = false
  subnets                    = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  enable_deletion_protection = true
}

output "arn" {
  description = "ARN of the load balancer."
  value       = aws_lb.this.arn
}
