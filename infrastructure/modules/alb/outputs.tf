output "arn" {
  description = "ARN of the load balancer."
  value       = aws_lb.this.arn
}

output "dns_name" {
  description = "DNS name of the load balancer, for an alias record."
  value       = aws_lb.this.dns_name
}

output "zone_id" {
  description = "Hosted zone of `dns_name`, for an alias record."
  value       = aws_lb.this.zone_id
}

output "security_group_id" {
  description = "Security group of the load balancer: the source of a target's ingress rule."
  value       = aws_security_group.this.id
}

# Waits for the listener: a service may only register with a target group that a load balancer uses.
output "target_group_arn" {
  description = "ARN of the target group that receives the requests."
  value       = aws_lb_target_group.this.arn
  depends_on  = [aws_lb_listener.https]
}

output "https_listener_arn" {
  description = "ARN of the HTTPS listener, for further rules."
  value       = aws_lb_listener.https.arn
}
